using Microsoft.Extensions.Configuration;
using ServerlessTraining.LocalHost.HostFile;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests.HostFile;

public sealed class HostFileOptionsTests
{
    [Fact]
    public void Read_FileOfTheRepository_GivesWhatItSays()
    {
        HostFileOptions options = HostFileOptions.Read(Repository.PathOf("host.json"), Settings(("TASKHUB_NAME", "MyHub")));

        Assert.Equal(("api", TimeSpan.FromMinutes(10)), (options.RoutePrefix, options.FunctionTimeout));
        Assert.Equal(
            new QueueSettings
            {
                BatchSize = 8,
                NewBatchThreshold = 4,
                MaxDequeueCount = 5,
                VisibilityTimeout = TimeSpan.FromSeconds(30),
                MaxPollingInterval = TimeSpan.FromSeconds(10),
            },
            options.Queues);
        Assert.Equal(("MyHub", "1.0.0"), (options.TaskHub.HubName, options.TaskHub.DefaultVersion));
        Assert.Equal((4, 8), (options.TaskHub.MaxConcurrentActivities, options.TaskHub.MaxConcurrentOrchestrators));
        Assert.Equal("AzureWebJobsStorage", options.TaskHubConnectionName);
    }

    [Fact]
    public void Read_NothingButTheVersion_GivesTheDefaultsOfTheExtensions()
    {
        HostFileOptions options = Read("""{ "version": "2.0" }""");

        Assert.Equal(("api", TimeSpan.FromMinutes(30)), (options.RoutePrefix, options.FunctionTimeout));
        Assert.Equal((16, 8 * Environment.ProcessorCount, 5), (options.Queues.BatchSize, options.Queues.NewBatchThreshold, options.Queues.MaxDequeueCount));
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromMinutes(1)), (options.Queues.VisibilityTimeout, options.Queues.MaxPollingInterval));
        Assert.Equal(10 * Environment.ProcessorCount, options.TaskHub.MaxConcurrentActivities);
    }

    /// <summary>QueuesOptions.cs: the threshold follows the batch when it is not written.</summary>
    [Fact]
    public void Read_BatchSizeOnly_HalvesItForTheThreshold() =>
        Assert.Equal(2 * Environment.ProcessorCount, Read("""{ "version": "2.0", "extensions": { "queues": { "batchSize": 4 } } }""").Queues.NewBatchThreshold);

    [Theory]
    [InlineData("\"/api/v1/\"", "api/v1")]
    [InlineData("\"\"", "")]
    public void Read_RoutePrefix_IsWithoutSlashes(string written, string prefix) =>
        Assert.Equal(prefix, Read($$"""{ "version": "2.0", "extensions": { "http": { "routePrefix": {{written}} } } }""").RoutePrefix);

    [Fact]
    public void Read_TimeoutMinusOne_IsNoLimit() => Assert.Null(Read("""{ "version": "2.0", "functionTimeout": "-1" }""").FunctionTimeout);

    [Fact]
    public void Read_SettingOverrides_WinsOverTheFileInAnyCase()
    {
        HostFileOptions options = Read(
            """{ "version": "2.0", "extensions": { "queues": { "BatchSize": 8 } } }""",
            ("AzureFunctionsJobHost:extensions:queues:batchSize", "3"),
            ("AzureFunctionsJobHost:Extensions:DurableTask:maxConcurrentActivityFunctions", "7"));

        Assert.Equal((3, 7), (options.Queues.BatchSize, options.TaskHub.MaxConcurrentActivities));
    }

    [Fact]
    public void Read_Comments_AreNoFault() => Assert.Equal("api", Read("{ // one\n \"version\": \"2.0\" /* two */ }").RoutePrefix);

    [Fact]
    public void Read_SectionsOfOthers_AreLeftAlone()
    {
        HostFileOptions options = Read("""
            {
              "version": "2.0",
              "somethingOfTomorrow": 1,
              "extensions": { "kafka": { "x": 1 }, "newBinding": {}, "durableTask": { "tracing": { "any": [] }, "ofTomorrow": 1 } }
            }
            """);

        Assert.Equal(5, options.Queues.MaxDequeueCount);
    }

    [Fact]
    public void Read_SeveralWrong_NamesThemAllWithPathValueAndWhatIsAllowed() => AssertErrors(
        """
        {
          "version": "1.0",
          "functionTimeout": "soon",
          "extensions": {
            "http": { "routePrefix": [] },
            "queues": { "batchSize": 33, "maxDequeueCount": 0, "visibilityTimeout": "8.00:00:00", "maxPollingInterval": 2000, "newBatchThreshold": [4], "messageEncoding": "none" },
            "durableTask": { "hubName": "my-hub", "maxConcurrentActivityFunctions": "many" }
          }
        }
        """,
        "version is '1.0'; the Functions host needs \"2.0\"",
        "functionTimeout is 'soon'; allowed is hh:mm:ss from 00:00:01",
        "extensions.http.routePrefix is a list; a single value is needed",
        "extensions.queues.messageEncoding is 'none'; messages are base64 at both ends here: allowed is base64",
        "extensions.queues.batchSize is '33'; allowed is a whole number from 1 to 32",
        "extensions.queues.newBatchThreshold is a list; a single value is needed",
        "extensions.queues.maxDequeueCount is '0'; allowed is a whole number from 1",
        "extensions.queues.visibilityTimeout is '8.00:00:00'; allowed is hh:mm:ss from 00:00:00 to 7.00:00:00",
        "extensions.queues.maxPollingInterval is '2000'; allowed is hh:mm:ss from 00:00:00.1000000 to 1.00:00:00",
        "extensions.durableTask.hubName is 'my-hub'; allowed are 3 to 45 letters and digits, beginning with a letter",
        "extensions.durableTask.maxConcurrentActivityFunctions is 'many'; allowed is a whole number from 1");

    [Fact]
    public void Read_MisspeltNames_AreFaultsWithAHint() => AssertErrors(
        """
        {
          "version": "2.0",
          "functionTimeouts": "00:01:00",
          "extensions": { "queue": {}, "http": { "rootPrefix": "x" }, "queues": { "maxDequeCount": 3, "colour": 1 }, "durableTask": { "hubname": "Hub", "hubNam": "x" } }
        }
        """,
        "functionTimeouts is not known; did you mean 'functionTimeout'?",
        "extensions.queue is not known; did you mean 'queues'?",
        "extensions.http.rootPrefix is not known; did you mean 'routePrefix'?; "
        + "known are routePrefix, maxOutstandingRequests, maxConcurrentRequests, dynamicThrottlesEnabled, hsts, customHeaders",
        "extensions.durableTask.hubNam is not known; did you mean 'hubName'?",
        "extensions.queues.maxDequeCount is not known; did you mean 'maxDequeueCount'?; "
        + "known are batchSize, newBatchThreshold, maxDequeueCount, visibilityTimeout, maxPollingInterval, messageEncoding",
        "extensions.queues.colour is not known; known are batchSize, newBatchThreshold, maxDequeueCount, visibilityTimeout, maxPollingInterval, messageEncoding");

    [Fact]
    public void Read_SettingIsMissing_NamesIt() => AssertErrors(
        """{ "version": "2.0", "extensions": { "queues": { "batchSize": "%BATCH%" }, "durableTask": { "hubName": "%HUB%" } } }""",
        "extensions.queues.batchSize is '%BATCH%', but there is no setting BATCH: set it, or write the value itself",
        "extensions.durableTask.hubName is '%HUB%', but there is no setting HUB: set it, or write the value itself");

    [Fact]
    public void Read_OverrideIsWrong_NamesTheSetting()
    {
        using ScratchFolder folder = new();
        string file = folder.Write("host.json", """{ "version": "2.0" }""");

        LocalHostException error = Assert.Throws<LocalHostException>(() => HostFileOptions.Read(file, Settings(("AzureFunctionsJobHost:extensions:queues:batchSize", "0"))));

        Assert.Equal($"'{file}' is not valid: AzureFunctionsJobHost__extensions__queues__batchSize is '0'; allowed is a whole number from 1 to 32.", error.Message);
    }

    [Fact]
    public void Read_NoFile_SaysHowToBringItBack() => Assert.Equal(
        "'nowhere/host.json' is missing. Bring it back with: git checkout host.json",
        Assert.Throws<LocalHostException>(() => HostFileOptions.Read("nowhere/host.json", Settings())).Message);

    [Fact]
    public void Read_NoJson_SaysWhere()
    {
        using ScratchFolder folder = new();
        string file = folder.Write("host.json", "{ \"version\": ");

        Assert.StartsWith($"'{file}' is not valid: ", Assert.Throws<LocalHostException>(() => HostFileOptions.Read(file, Settings())).Message, StringComparison.Ordinal);
    }

    private static void AssertErrors(string json, params string[] errors)
    {
        using ScratchFolder folder = new();
        string file = folder.Write("host.json", json);

        LocalHostException error = Assert.Throws<LocalHostException>(() => HostFileOptions.Read(file, Settings()));

        Assert.Equal($"'{file}' is not valid: {string.Join("; ", errors)}.", error.Message);
    }

    private static HostFileOptions Read(string json, params (string Name, string Value)[] settings)
    {
        using ScratchFolder folder = new();
        return HostFileOptions.Read(folder.Write("host.json", json), Settings(settings));
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build();
}
