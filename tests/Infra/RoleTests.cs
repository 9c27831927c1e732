using ServerlessTraining.Infra.Checks;

namespace ServerlessTraining.Infra;

/// <summary>Who may do what.</summary>
public sealed class RoleTests
{
    private const string Blobs = "Storage Blob Data Owner";
    private const string Queues = "Storage Queue Data Contributor";
    private const string Tables = "Storage Table Data Contributor";
    private const string Telemetry = "Monitoring Metrics Publisher";
    private const string Images = "AcrPull";
    private const string Scheduler = "Durable Task Data Contributor";

    // Built-in roles have the same ids in every tenant.
    private static readonly Dictionary<string, string> WellKnown = new(StringComparer.Ordinal)
    {
        [Blobs] = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        [Queues] = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        [Tables] = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
        [Telemetry] = "3913510d-42f4-4e42-8a64-420c390055eb",
        [Images] = "7f951dda-4ed3-4680-a7ca-43fe172d538d",
        [Scheduler] = "0ad04412-c4d5-4796-b79c-f76d14c8d402",
    };

    [Fact]
    public void Roles_ByName_HaveTheirWellKnownIds() => Assert.Equal(
        WellKnown.Select(role => (role.Key, role.Value)).Order(),
        RoleGrant.Names(InfraFiles.Real).Select(role => (role.Name, role.Id)).Order());

    [Fact]
    public void Grants_OfAllFiles_AreTheseAndNoOthers() => Assert.Equal(
        new[]
        {
            ("functionsPrincipalId", "host", Blobs), ("functionsPrincipalId", "host", Queues), ("functionsPrincipalId", "host", Tables),
            ("functionsPrincipalId", "data", Blobs), ("functionsPrincipalId", "data", Queues), ("functionsPrincipalId", "data", Tables),
            ("trainerPrincipalId", "data", Blobs), ("trainerPrincipalId", "data", Queues), ("trainerPrincipalId", "data", Tables),
            ("principalId", "data", Blobs), ("principalId", "data", Queues), ("principalId", "data", Tables),
            ("functionsPrincipalId", "applicationInsights", Telemetry), ("trainerPrincipalId", "applicationInsights", Telemetry),
            ("trainerPrincipalId", "registry", Images),
            ("principalId", "scheduler", Scheduler),
        }.Order(),
        Grants(InfraFiles.Real).Order());

    /// <summary>Who can write the task hub can make the app do anything.</summary>
    [Fact]
    public void Trainer_WithTheHostAccount_IsFound()
    {
        const string Right = "name: guid(data.id, trainerPrincipalId, role)\n  scope: data";
        InfraFiles wrong = InfraFiles.Real.With("app/rbac.bicep", Right, Right.Replace("data", "host", StringComparison.Ordinal));

        Assert.Contains(Grants(wrong), grant => grant is { Principal: "trainerPrincipalId", Scope: "host" });
        Assert.DoesNotContain(Grants(InfraFiles.Real), grant => grant is { Principal: "trainerPrincipalId", Scope: "host" });
    }

    [Fact]
    public void Role_WithTheIdOfAnother_IsFound()
    {
        InfraFiles wrong = InfraFiles.Real.With("app/rbac.bicep", WellKnown[Queues], WellKnown[Tables]);

        Assert.NotEqual(WellKnown[Queues], RoleGrant.Names(wrong).Single(role => role.Name == Queues).Id);
    }

    private static (string Principal, string Scope, string Role)[] Grants(InfraFiles infra) =>
        [.. RoleGrant.In(infra).Select(grant => (grant.Principal, grant.Scope, WellKnown.Single(role => role.Value == grant.RoleId).Key))];
}
