using ServerlessTraining.Infra.Bicep;

namespace ServerlessTraining.Infra.Checks;

/// <summary>The settings that infra/ gives to a program, with values of the right shape.</summary>
internal static class AppSettings
{
    public const string ConnectionString = "InstrumentationKey=00000000-0000-0000-0000-000000000000";
    public const string ClientId = "11111111-1111-1111-1111-111111111111";

    public static IReadOnlyDictionary<string, string> OfFunctions(InfraFiles infra) => In(infra["app/functions.bicep"], "appSettings");

    public static IReadOnlyDictionary<string, string> OfTrainer(InfraFiles infra) => In(infra["app/job.bicep"], "env");

    private static Dictionary<string, string> In(BicepFile file, string property)
    {
        Dictionary<string, string> settings = [];
        foreach ((BicepNode node, BicepScope scope) in Walk.Over(file))
        {
            if (node is not BicepObject owner || owner.Find(property) is not { } list) continue;
            foreach (BicepObject one in scope.Values(list).OfType<BicepArray>().SelectMany(array => array.Items).SelectMany(scope.Values).OfType<BicepObject>())
            {
                settings.Add((string)((BicepLiteral)one.Find("name")!).Value!, Sample(one.Find("value")!));
            }
        }

        return settings;
    }

    // What only a deployment knows is told by what it is made from.
    private static string Sample(BicepNode value) => value switch
    {
        BicepLiteral literal => $"{literal.Value}",
        BicepTemplate template => string.Concat(template.Parts.Select(Sample)),
        BicepMember { Target: BicepMember { Name: "primaryEndpoints" } } service => $"https://account.{service.Name}.core.windows.net/",
        BicepName { Name: "applicationInsightsConnectionString" } => ConnectionString,
        BicepName { Name: "identityClientId" } => ClientId,
        BicepName { Name: "schedulerEndpoint" } => "https://scheduler.example.com",
        BicepName { Name: "taskHubName" } => "ServerlessTraining",
        BicepCall { Name: "string" } => "8",
        _ => throw new FormatException($"line {value.Line}: no sample is known for this value"),
    };
}
