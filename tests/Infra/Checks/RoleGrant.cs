using ServerlessTraining.Infra.Bicep;

namespace ServerlessTraining.Infra.Checks;

/// <summary>One role that one principal has on one resource.</summary>
internal sealed record RoleGrant(string File, string Principal, string Scope, string RoleId)
{
    private const string AssignmentType = "Microsoft.Authorization/roleAssignments";

    public static IReadOnlyList<RoleGrant> In(InfraFiles infra) =>
    [
        .. from file in infra.Bicep
        from assignment in file.Of("resource")
        where assignment.Type.StartsWith(AssignmentType, StringComparison.Ordinal)
        from grant in Of(file, assignment)
        select grant,
    ];

    /// <summary>The roles that the files name, by name.</summary>
    public static IEnumerable<(string File, string Name, string Id)> Names(InfraFiles infra) =>
        from file in infra.Bicep
        where file.Find("var", "roles")?.Value is BicepObject
        from role in ((BicepObject)file.Find("var", "roles")!.Value!).Properties
        select (file.Path, role.Name!, (string)((BicepLiteral)role.Value).Value!);

    private static IEnumerable<RoleGrant> Of(BicepFile file, BicepDeclaration assignment)
    {
        BicepScope scope = new(file);
        if (assignment.Value is BicepLoop loop) scope = scope.Inside(loop);
        BicepObject properties = (BicepObject)assignment.Body.Find("properties")!;
        BicepCall definition = (BicepCall)properties.Find("roleDefinitionId")!;
        string principal = ((BicepName)properties.Find("principalId")!).Name;
        string target = ((BicepName)assignment.Body.Find("scope")!).Name;
        return scope.Values(definition.Arguments[1]).Select(role => new RoleGrant(file.Path, principal, target, (string)((BicepLiteral)role).Value!));
    }
}
