using System.Text.Json;
using System.Text.RegularExpressions;
using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Infra.Checks;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Infra;

/// <summary>The functions app, and host.json which goes with it.</summary>
public sealed partial class FunctionAppTests
{
    private static readonly BicepObject App = Infrastructure.Resource("app/functions.bicep", "app").Body;
    private static readonly JsonElement Host = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("host.json"))).RootElement;
    private static readonly IReadOnlyDictionary<string, string> Settings = AppSettings.OfFunctions(InfraFiles.Real);

    [Fact]
    public void Plan_IsFlexConsumptionOnLinux()
    {
        BicepObject plan = Infrastructure.Resource("app/functions.bicep", "plan").Body;

        Assert.Equal(("FC1", "FlexConsumption"), (Infrastructure.Value(plan, "sku.name"), Infrastructure.Value(plan, "sku.tier")));
        Assert.True(Infrastructure.Flag(plan, "properties.reserved"));
    }

    [Fact]
    public void App_RunsWhatIsBuilt()
    {
        BicepNode config = Infrastructure.At(App, "properties.functionAppConfig");
        string framework = TargetFramework().Match(File.ReadAllText(Repository.PathOf("Directory.Build.props"))).Groups["version"].Value;

        Assert.Equal("dotnet-isolated", Infrastructure.Value(config, "runtime.name"));
        Assert.Equal(framework, Infrastructure.Value(config, "runtime.version"));
        Assert.Equal("functionapp,linux", Infrastructure.Value(App, "kind"));
    }

    [Fact]
    public void App_KeepsOneInstanceForOrchestrations()
    {
        BicepArray ready = Assert.IsType<BicepArray>(Infrastructure.At(App, "properties.functionAppConfig.scaleAndConcurrency.alwaysReady"));
        BicepNode only = Assert.Single(ready.Items);

        Assert.Equal(("durable", 1L), (Infrastructure.Value(only, "name"), Infrastructure.Value(only, "instanceCount")));
    }

    [Fact]
    public void App_TakesItsPackageByIdentity()
    {
        BicepNode storage = Infrastructure.At(App, "properties.functionAppConfig.deployment.storage");

        Assert.Equal("blobContainer", Infrastructure.Value(storage, "type"));
        Assert.Equal("UserAssignedIdentity", Infrastructure.Value(storage, "authentication.type"));
        Assert.True(Infrastructure.Flag(App, "properties.httpsOnly"));
    }

    [Fact]
    public void HostFile_EverySettingThatItNames_IsSet()
    {
        string[] named = [.. Placeholder().Matches(Host.GetRawText()).Select(match => match.Groups["name"].Value)];

        Assert.Equal(["TASKHUB_NAME"], named);
        Assert.All(named, name => Assert.Contains(name, Settings));
    }

    [Fact]
    public void HostFile_TheTaskHub_HasANameThatIsAllowed() =>
        Assert.True(InfraFiles.Real[InfraFiles.Main].Find("param", "taskHubName")!.Value is BicepLiteral { Value: string name } && TaskHubOptions.IsHubName(name));

    /// <summary>A connection by identity is three addresses, how to sign in and as whom; each of the host's connections is one.</summary>
    [Fact]
    public void HostFile_EveryConnection_IsByIdentity()
    {
        string hub = Host.GetProperty("extensions").GetProperty("durableTask").GetProperty("storageProvider").GetProperty("connectionName").GetString()!;

        Assert.All((string[])[hub, FoldQueues.Connection], connection =>
        {
            Assert.Equal("managedidentity", Settings[$"{connection}__credential"]);
            Assert.All((string[])["clientId", "blobServiceUri", "queueServiceUri", "tableServiceUri"], part => Assert.Contains($"{connection}__{part}", Settings));
        });
    }

    /// <summary>A setting over host.json that misses its place changes nothing, and nobody says so.</summary>
    [Fact]
    public void HostFile_EverySettingOverIt_MeetsASection()
    {
        string[][] overrides = [.. Settings.Keys.Select(name => name.Split("__")).Where(parts => parts[0] == "AzureFunctionsJobHost")];

        Assert.Equal(2, overrides.Length);
        Assert.All(overrides, parts => Assert.Equal(JsonValueKind.Object, parts[1..^1].Aggregate(Host, (section, name) => section.GetProperty(name)).ValueKind));
    }

    [Fact]
    public void Scheduler_IsNamedByTheSettingThatIsSet()
    {
        string name = Settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName"];

        Assert.Equal("azureManaged", Settings["AzureFunctionsJobHost__extensions__durableTask__storageProvider__type"]);
        Assert.Equal($"Endpoint=https://scheduler.example.com;Authentication=ManagedIdentity;ClientID={AppSettings.ClientId}", Settings[name]);
    }

    /// <summary>The host knows azureManaged only by its extension.</summary>
    [Fact]
    public void Scheduler_HasItsExtensionInTheApp() => Assert.Contains(
        "Include=\"Microsoft.Azure.Functions.Worker.Extensions.DurableTask.AzureManaged\"",
        File.ReadAllText(Repository.PathOf("src", "Functions", "Functions.csproj")),
        StringComparison.Ordinal);

    [Fact]
    public void HostFile_FitsFlexConsumption()
    {
        JsonElement durable = Host.GetProperty("extensions").GetProperty("durableTask");

        Assert.Equal("2.0", Host.GetProperty("version").GetString());
        Assert.Equal("OpenTelemetry", Host.GetProperty("telemetryMode").GetString());
        // Microsoft's advice for the plan: each poll of an idle queue is paid for.
        Assert.Equal("00:00:10", durable.GetProperty("storageProvider").GetProperty("maxQueuePollingInterval").GetString());
        // A partition is one instance's at a time: with fewer instances than partitions some would have two.
        int partitions = durable.GetProperty("storageProvider").GetProperty("partitionCount").GetInt32();
        Assert.InRange(partitions, 1, 16);
        Assert.True(InfraFiles.Real[InfraFiles.Main].Find("param", "maximumInstanceCount")!.Value is BicepLiteral { Value: long most } && most >= partitions);
    }

    [GeneratedRegex("<TargetFramework>net(?<version>[0-9.]+)</TargetFramework>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TargetFramework();

    [GeneratedRegex("%(?<name>[A-Z_]+)%", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
