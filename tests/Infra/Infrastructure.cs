using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Infra.Checks;
using ServerlessTraining.Infra.Schemas;

namespace ServerlessTraining.Infra;

/// <summary>What the tests of this project share.</summary>
internal static class Infrastructure
{
    private static readonly Lazy<AzureSchemas> Opened = new(AzureSchemas.Open);
    private static readonly Lock Gate = new();

    /// <summary>Everything that is wrong with a copy of infra/.</summary>
    public static IReadOnlyList<string> Faults(InfraFiles infra)
    {
        // Schemas are read as they are asked for, and test classes run side by side.
        lock (Gate) return [.. ResourceCheck.Faults(infra, Opened.Value), .. NameCheck.Faults(infra, Opened.Value), .. ModuleCheck.Faults(infra)];
    }

    public static bool HasType(string type, string version)
    {
        lock (Gate) return Opened.Value.Find(type, version) is not null;
    }

    public static BicepDeclaration Resource(string path, string name) => InfraFiles.Real[path].Find("resource", name)!;

    /// <summary>What stands under a path of properties, such as <c>properties.configuration</c>.</summary>
    public static BicepNode At(BicepNode node, string path)
    {
        foreach (string name in path.Split('.'))
        {
            node = (node as BicepObject)?.Find(name) ?? throw new KeyNotFoundException($"line {node.Line}: there is no '{name}' of '{path}'");
        }

        return node;
    }

    public static object? Value(BicepNode node, string path) => At(node, path) is BicepLiteral literal ? literal.Value : throw new FormatException($"'{path}' is no literal");

    public static bool Flag(BicepNode node, string path) => Value(node, path) is bool flag ? flag : throw new FormatException($"'{path}' is neither true nor false");

    public static string[] Texts(BicepNode? array) => array is BicepArray list
        ? [.. list.Items.Select(item => (string)((BicepLiteral)item).Value!)]
        : throw new FormatException("no array of texts");
}
