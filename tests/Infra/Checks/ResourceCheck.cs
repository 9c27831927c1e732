using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Infra.Schemas;

namespace ServerlessTraining.Infra.Checks;

/// <summary>Every resource of every file against its schema, and against the file around it: its parent, its scope, where it may be deployed.</summary>
internal static class ResourceCheck
{
    private const int SubscriptionScope = 4;
    private const int GroupScope = 8;
    private static readonly string[] OfBicep = ["parent", "scope", "dependsOn"];
    private static readonly string[] OfExisting = ["name", "parent", "scope"];

    public static IReadOnlyList<string> Faults(InfraFiles infra, AzureSchemas schemas)
    {
        List<string> faults = [];
        foreach (BicepFile file in infra.Bicep)
        {
            foreach (BicepDeclaration resource in file.Of("resource")) CheckOne(file, resource, schemas, faults);
        }

        return faults;
    }

    /// <summary>The schema of a resource; null with a fault where there is none.</summary>
    public static SchemaType? SchemaOf(BicepFile file, BicepDeclaration resource, AzureSchemas schemas, List<string> faults)
    {
        string where = $"{file.Path}({resource.Line}): {resource.Name}";
        if (resource.Type.Split('@') is not [var type, var version])
        {
            faults.Add($"{where} has the type '{resource.Type}'; TYPE@VERSION is needed");
            return null;
        }

        if (schemas.Find(type, version) is { } schema) return schema;
        IReadOnlyList<string> versions = schemas.Versions(type);
        faults.Add(versions.Count == 0
            ? $"{where}: there is no resource type {type}"
            : $"{where}: {type} has no API version {version}; the last are {string.Join(", ", versions.TakeLast(3))}");
        return null;
    }

    private static void CheckOne(BicepFile file, BicepDeclaration resource, AzureSchemas schemas, List<string> faults)
    {
        if (SchemaOf(file, resource, schemas, faults) is not { } schema) return;
        string where = $"{file.Path}({resource.Line}): {resource.Name}";
        BicepObject body = resource.Body;
        CheckPlace(file, resource, body, where, faults);
        if (resource.IsExisting)
        {
            IEnumerable<string?> further = body.Properties.Select(given => given.Name).Where(name => !OfExisting.Contains(name));
            faults.AddRange(further.Select(name => $"{where}.{name} is given to a resource that exists"));
            if (body.Find("name") is null) faults.Add($"{where}.name is required");
            return;
        }

        int wanted = file.TargetScope == "subscription" ? SubscriptionScope : GroupScope;
        if (schema.Number("scopeType") is { } scopes and not 0 && (scopes & wanted) == 0) faults.Add($"{where}: {resource.Type} is not deployed at the scope {file.TargetScope}");
        BicepObject own = body with { Properties = [.. body.Properties.Where(given => !OfBicep.Contains(given.Name))] };
        BicepScope scope = new(file);
        if (resource.Value is BicepLoop loop) scope = scope.Inside(loop);
        new SchemaCheck(faults).Check(own, schema.Body, resource.Name, scope);
    }

    private static void CheckPlace(BicepFile file, BicepDeclaration resource, BicepObject body, string where, List<string> faults)
    {
        string type = resource.Type.Split('@')[0];
        int levels = type.Count(sign => sign == '/');
        if (body.Find("parent") is { } given)
        {
            BicepDeclaration? parent = file.Find("resource", NameOf(given));
            if (parent is null) faults.Add($"{where}.parent is no resource of the file");
            else if (type[..type.LastIndexOf('/')] != parent.Type.Split('@')[0]) faults.Add($"{where}: {type} is no child of {parent.Type.Split('@')[0]}");
            bool isPath = body.Find("name") is BicepLiteral { Value: string name } && name.Contains('/', StringComparison.Ordinal);
            if (isPath) faults.Add($"{where}.name has a '/' though its parent is given");
        }
        else if (levels > 1)
        {
            faults.Add($"{where}: {type} needs a parent");
        }

        if (body.Find("scope") is { } scope && file.Find("resource", NameOf(scope)) is null) faults.Add($"{where}.scope is no resource of the file");
    }

    private static string NameOf(BicepNode node) => node switch
    {
        BicepName name => name.Name,
        BicepIndex index => NameOf(index.Target),
        _ => "",
    };
}
