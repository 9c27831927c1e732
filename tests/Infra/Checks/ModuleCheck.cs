using System.Text.Json;
using ServerlessTraining.Infra.Bicep;

namespace ServerlessTraining.Infra.Checks;

/// <summary>Files as modules of each other: what is passed is declared, what is needed is passed, what is put out is taken, and every file is part of it.</summary>
internal sealed class ModuleCheck(InfraFiles infra, List<string> faults)
{
    public const string Parameters = "main.parameters.json";
    private static readonly string[] OfModules = ["name", "scope", "params", "dependsOn"];

    public static IReadOnlyList<string> Faults(InfraFiles infra)
    {
        List<string> faults = [];
        ModuleCheck check = new(infra, faults);
        foreach (BicepFile file in infra.Bicep)
        {
            foreach (BicepDeclaration module in file.Of("module")) check.CheckModule(file, module);
        }

        check.CheckUse();
        check.CheckParameters();
        return faults;
    }

    private void CheckModule(BicepFile file, BicepDeclaration module)
    {
        string where = $"{file.Path}({module.Line}): {module.Name}";
        string path = InfraFiles.Follow(file, module.Type);
        if (!infra.Has(path))
        {
            faults.Add($"{where}: there is no file '{module.Type}'");
            return;
        }

        foreach (BicepProperty given in module.Body.Properties.Where(given => !OfModules.Contains(given.Name))) faults.Add($"{where}.{given.Name} is unknown");
        if (file.TargetScope == "subscription" && module.Body.Find("scope") is null) faults.Add($"{where}.scope is required: its file is deployed to a group");
        IReadOnlyList<BicepProperty> passed = module.Body.Find("params") is BicepObject all ? all.Properties : [];
        BicepFile target = infra[path];
        foreach (BicepDeclaration param in target.Of("param").Where(param => param.Value is null && passed.All(given => given.Name != param.Name)))
        {
            faults.Add($"{where}: {path} needs the parameter {param.Name}");
        }

        foreach (BicepProperty given in passed)
        {
            if (target.Find("param", given.Name ?? "") is not { } param) faults.Add($"{where}: {path} has no parameter {given.Name}");
            else CheckValue(file, given, param, $"{where}.{given.Name}");
        }
    }

    private void CheckValue(BicepFile file, BicepProperty given, BicepDeclaration param, string where)
    {
        string? passed = given.Value is BicepName name ? file.Find("param", name.Name)?.Type : null;
        if (passed is not null && passed != param.Type) faults.Add($"{where} is of type {passed}, {param.Type} is needed");
        foreach (BicepNode value in new BicepScope(file).Values(given.Value))
        {
            string? type = TypeOf(value);
            if (type is not null && type != param.Type) faults.Add($"{where} is of type {type}, {param.Type} is needed");
            if (value is BicepLiteral literal && param.Allowed.Count > 0 && !param.Allowed.OfType<BicepLiteral>().Any(one => Equals(one.Value, literal.Value)))
            {
                faults.Add($"{where} is '{literal.Value}', which {param.Name} does not allow");
            }
        }
    }

    private static string? TypeOf(BicepNode value) => value switch
    {
        BicepLiteral { Value: string } or BicepTemplate => "string",
        BicepLiteral { Value: long } => "int",
        BicepLiteral { Value: bool } => "bool",
        BicepArray or BicepLoop => "array",
        BicepObject => "object",
        _ => null,
    };

    private void CheckUse()
    {
        HashSet<string> taken = [];
        HashSet<string> parts = [InfraFiles.Main];
        foreach (BicepFile file in infra.Bicep)
        {
            foreach (BicepDeclaration module in file.Of("module")) parts.Add(InfraFiles.Follow(file, module.Type));
            foreach ((BicepNode node, _) in Walk.Over(file))
            {
                if (node is BicepMember { Target: BicepMember { Name: "outputs", Target: BicepName name } } output && file.Find("module", name.Name) is { } module)
                {
                    taken.Add($"{InfraFiles.Follow(file, module.Type)} {output.Name}");
                }
            }
        }

        foreach (BicepFile file in infra.Bicep.Where(file => file.Path != InfraFiles.Main))
        {
            if (!parts.Contains(file.Path)) faults.Add($"{file.Path} is part of nothing");
            string[] outputs = [.. file.Of("output").Select(one => one.Name)];
            foreach (string name in outputs.Where(name => !taken.Contains($"{file.Path} {name}"))) faults.Add($"{file.Path}: nobody takes the output {name}");
        }
    }

    private void CheckParameters()
    {
        using JsonDocument document = JsonDocument.Parse(infra.Text(Parameters));
        string[] given = [.. document.RootElement.GetProperty("parameters").EnumerateObject().Select(one => one.Name)];
        string[] declared = [.. infra[InfraFiles.Main].Of("param").Select(param => param.Name)];
        foreach (string name in given.Except(declared)) faults.Add($"{Parameters}: {InfraFiles.Main} has no parameter {name}");
        foreach (string name in declared.Except(given)) faults.Add($"{Parameters}: the parameter {name} is missing");
    }
}
