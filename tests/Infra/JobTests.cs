using ServerlessTraining.Infra.Bicep;
using ServerlessTraining.Infra.Checks;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Testing;
using ServerlessTraining.Trainer;

namespace ServerlessTraining.Infra;

/// <summary>The training jobs: what starts them, what they are given, what they cost at most.</summary>
public sealed class JobTests
{
    private static readonly BicepObject Job = Infrastructure.Resource("app/job.bicep", "job").Body;

    [Fact]
    public void Job_IsStartedByItsQueueThroughItsIdentity()
    {
        BicepLoop rules = Assert.IsType<BicepLoop>(Infrastructure.At(Job, "properties.configuration.eventTriggerConfig.scale.rules"));

        Assert.Equal("queueNames", Assert.IsType<BicepName>(rules.Source).Name);
        Assert.Equal("azure-queue", Infrastructure.Value(rules.Body, "type"));
        Assert.Equal("identityId", Assert.IsType<BicepName>(Infrastructure.At(rules.Body, "identity")).Name);
        Assert.Equal("visibleonly", Infrastructure.Value(rules.Body, "metadata.queueLengthStrategy"));
        Assert.Equal("queue", Assert.IsType<BicepName>(Infrastructure.At(rules.Body, "metadata.queueName")).Name);
        Assert.Equal("dataAccountName", Assert.IsType<BicepName>(Infrastructure.At(rules.Body, "metadata.accountName")).Name);
    }

    [Fact]
    public void Job_IsNotTriedAgainAndCapped()
    {
        BicepNode configuration = Infrastructure.At(Job, "properties.configuration");

        Assert.Equal("Event", Infrastructure.Value(configuration, "triggerType"));
        Assert.Equal(0L, Infrastructure.Value(configuration, "replicaRetryLimit"));
        Assert.Equal(0L, Infrastructure.Value(configuration, "eventTriggerConfig.scale.minExecutions"));
        Assert.Equal("maxExecutions", Assert.IsType<BicepName>(Infrastructure.At(configuration, "eventTriggerConfig.scale.maxExecutions")).Name);
        Assert.All((string[])["gpuMaxExecutions", "cpuMaxExecutions"], name =>
            Assert.Contains(InfraFiles.Real[InfraFiles.Main].Find("param", name)!.Decorators, one => one is { Name: "maxValue", Arguments: [BicepLiteral { Value: 100L }] }));
    }

    /// <summary>A replica of a fold that is timed out was paid for in vain, so it must have time for a fold of an hour and what came before.</summary>
    [Fact]
    public void Replica_HasTimeForALongFold() => Assert.True(InfraFiles.Real["app/job.bicep"].Find("param", "replicaTimeout")!.Value is BicepLiteral { Value: >= 7200L });

    public static TheoryData<string, string, string[]> Modules => new()
    {
        { "app/gpu-job.bicep", "gpu", [FoldQueues.Gpu] },
        { "app/cpu-job.bicep", "cpu", [FoldQueues.Cpu] },
        { "app/cpu-job.bicep", "cpu,gpu", [FoldQueues.Cpu, FoldQueues.Gpu] },
    };

    [Theory]
    [MemberData(nameof(Modules))]
    public void Arguments_AreTheTrainersForTheQueuesThatStartIt(string path, string devices, string[] queues)
    {
        BicepFile file = InfraFiles.Real[path];
        BicepScope scope = new(file);
        BicepObject given = (BicepObject)Infrastructure.At(file.Find("module", "job")!.Body, "params");
        string[] allDevices = [.. scope.Values(given.Find("devices")!).Select(one => (string)((BicepLiteral)one).Value!)];
        string[][] allQueues = [.. scope.Values(given.Find("queueNames")!).Select(Infrastructure.Texts)];
        int folds = (int)(long)((BicepLiteral)Assert.Single(scope.Values(given.Find("folds")!))).Value!;
        Dictionary<string, string> names = new(StringComparer.Ordinal) { ["devices"] = devices, ["folds"] = $"{folds}" };

        TrainerArguments arguments = TrainerArguments.Parse([.. Arguments(names)]);

        Assert.Contains(devices, allDevices);
        Assert.Equal(queues.Order(), arguments.Devices.Select(FoldQueues.For).Order());
        Assert.Equal(queues, allQueues[Array.IndexOf(allDevices, devices)]);
        Assert.True(arguments.Drain);
        Assert.Equal(folds, arguments.Folds);
    }

    /// <summary>The size that a GPU job has is the one that its price is reckoned with.</summary>
    [Fact]
    public void GpuSizes_AreThoseOfThePrices()
    {
        BicepFile file = InfraFiles.Real["app/gpu-job.bicep"];
        BicepObject given = (BicepObject)Infrastructure.At(file.Find("module", "job")!.Body, "params");
        BicepScope scope = new(file);
        string[] profiles = [.. file.Find("param", "profileType")!.Allowed.Select(one => (string)((BicepLiteral)one).Value!).Where(one => one != "none")];
        IEnumerable<BicepLiteral> cpus = scope.Values(given.Find("cpu")!).Cast<BicepLiteral>();
        IEnumerable<BicepLiteral> memories = scope.Values(given.Find("memory")!).Cast<BicepLiteral>();
        Dictionary<string, Dictionary<string, string>> prices = Yaml.Read<Dictionary<string, PriceFile>>(Repository.PathOf("configs", "prices.yaml"))["prices"].GpuProfiles;

        Assert.Equal(prices.Keys.Order(), profiles.Order());
        Assert.Equal(
            profiles.Select(profile => $"{prices[profile]["vcpus"]} {prices[profile]["memory_gib"]}Gi"),
            cpus.Zip(memories, (cpu, memory) => $"{cpu.Value} {memory.Value}"));
    }

    private static IEnumerable<string> Arguments(Dictionary<string, string> names)
    {
        BicepArray containers = (BicepArray)Infrastructure.At(Job, "properties.template.containers");
        foreach (BicepNode argument in ((BicepArray)Infrastructure.At(Assert.Single(containers.Items), "args")).Items)
        {
            yield return argument switch
            {
                BicepLiteral { Value: string text } => text,
                BicepName name => names[name.Name],
                BicepCall { Name: "string", Arguments: [BicepName number] } => names[number.Name],
                _ => throw new FormatException($"line {argument.Line}: no argument"),
            };
        }
    }

    private sealed class PriceFile
    {
        public Dictionary<string, Dictionary<string, string>> GpuProfiles { get; set; } = [];
    }
}
