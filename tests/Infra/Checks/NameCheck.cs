using System.Text.Json;
using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Infra.Schemas;

namespace ServerlessTraining.Infra.Checks;

/// <summary>Whether what expressions name is there (symbols, functions, files, properties of resources, outputs of modules), and whether what is declared is used.</summary>
internal sealed class NameCheck(InfraFiles infra, AzureSchemas schemas, List<string> faults)
{
    private static readonly string[] Functions =
    [
        "concat", "empty", "environment", "guid", "length", "loadJsonContent", "loadTextContent", "range", "replace", "string", "subscription", "subscriptionResourceId", "toLower",
        "union", "uniqueString",
    ];

    private static readonly string[] OfEveryResource = ["id", "name", "type", "apiVersion"];

    public static IReadOnlyList<string> Faults(InfraFiles infra, AzureSchemas schemas)
    {
        List<string> faults = [];
        NameCheck check = new(infra, schemas, faults);
        foreach (BicepFile file in infra.Bicep) check.CheckFile(file);
        return faults;
    }

    private void CheckFile(BicepFile file)
    {
        HashSet<string> used = [];
        HashSet<BicepNode> inChains = new(ReferenceEqualityComparer.Instance);
        foreach ((BicepNode node, BicepScope scope) in Walk.Over(file))
        {
            switch (node)
            {
                case BicepName name when !scope.IsLoopName(name.Name):
                    used.Add(name.Name);
                    if (file.Symbol(name.Name) is null) faults.Add($"{file.Path}({name.Line}): nothing is called '{name.Name}'");
                    break;
                case BicepCall call:
                    CheckCall(file, call);
                    break;
                case BicepMember member:
                    // Its inner parts come after it, and have been looked at with it.
                    if (!inChains.Contains(member)) CheckChain(file, member, inChains);
                    break;
            }
        }

        foreach (BicepDeclaration unused in file.Declarations.Where(one => one.Kind is "param" or "var" && !used.Contains(one.Name)))
        {
            faults.Add($"{file.Path}({unused.Line}): the {unused.Kind} {unused.Name} is used nowhere");
        }
    }

    private void CheckCall(BicepFile file, BicepCall call)
    {
        if (!Functions.Contains(call.Name)) faults.Add($"{file.Path}({call.Line}): no function is called '{call.Name}'");
        if (!call.Name.StartsWith("load", StringComparison.Ordinal)) return;
        if (call.Arguments is not [BicepLiteral { Value: string path }]) faults.Add($"{file.Path}({call.Line}): {call.Name} takes a path without holes");
        else if (!infra.Has(InfraFiles.Follow(file, path))) faults.Add($"{file.Path}({call.Line}): there is no file '{path}'");
    }

    private void CheckChain(BicepFile file, BicepMember last, HashSet<BicepNode> inChains)
    {
        Stack<string> names = new();
        BicepNode node = last;
        while (node is BicepMember member)
        {
            inChains.Add(member);
            names.Push(member.Name);
            node = member.Target;
        }

        if (node is BicepIndex index) node = index.Target;
        if (node is not BicepName root || file.Symbol(root.Name) is not { } symbol) return;
        string where = $"{file.Path}({last.Line}): {root.Name}.{string.Join('.', names)}";
        switch (symbol.Kind)
        {
            case "resource": CheckProperty(file, symbol, [.. names], where); break;
            case "module": CheckOutput(file, symbol, [.. names], where); break;
            case "var" when symbol.Value is BicepCall { Name: "loadJsonContent", Arguments: [BicepLiteral { Value: string path }] }:
                CheckJson(file, path, names.Peek(), where);
                break;
            case "var" when symbol.Value is BicepObject one && one.Find(names.Peek()) is null:
                faults.Add($"{where} is not there");
                break;
        }
    }

    private void CheckProperty(BicepFile file, BicepDeclaration resource, string[] names, string where)
    {
        if (OfEveryResource.Contains(names[0]) && names.Length == 1) return;
        SchemaType? type = ResourceCheck.SchemaOf(file, resource, schemas, [])?.Body;
        foreach (string name in names)
        {
            if (type is null || type.Kind == "AnyType") return;
            if (!type.Properties.TryGetValue(name, out SchemaProperty? property))
            {
                if (type.Further is null) faults.Add($"{where}: the schema has no '{name}'");
                return;
            }

            type = property.Type();
        }
    }

    private void CheckOutput(BicepFile file, BicepDeclaration module, string[] names, string where)
    {
        string path = InfraFiles.Follow(file, module.Type);
        bool isThere = names is ["name"] || (names is ["outputs", var output, ..] && infra.Has(path) && infra[path].Find("output", output) is not null);
        if (!isThere) faults.Add($"{where} is no output of {path}");
    }

    private void CheckJson(BicepFile file, string path, string name, string where)
    {
        if (!infra.Has(InfraFiles.Follow(file, path))) return;
        using JsonDocument document = JsonDocument.Parse(infra.Text(InfraFiles.Follow(file, path)));
        if (!document.RootElement.TryGetProperty(name, out _)) faults.Add($"{where}: {path} has no '{name}'");
    }
}
