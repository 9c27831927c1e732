namespace ServerlessTraining.Infra.Bicep;

/// <param name="Path">From the folder infra.</param>
internal sealed record BicepFile(string Path, IReadOnlyList<BicepDeclaration> Declarations)
{
    public IEnumerable<BicepDeclaration> Of(string kind) => Declarations.Where(one => one.Kind == kind);

    public BicepDeclaration? Find(string kind, string name) => Declarations.FirstOrDefault(one => one.Kind == kind && one.Name == name);

    /// <summary>The symbol that expressions mean by a name; outputs have names of their own.</summary>
    public BicepDeclaration? Symbol(string name) => Declarations.FirstOrDefault(one => one.Name == name && one.Kind is ("param" or "var" or "resource" or "module"));

    public string TargetScope => Find("targetScope", "targetScope")?.Value is BicepLiteral { Value: string scope } ? scope : "resourceGroup";
}
