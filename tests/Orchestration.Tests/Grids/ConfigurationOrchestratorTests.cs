using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

/// <summary>What one configuration goes through; each of these histories is recorded (see RecordingTests).</summary>
public sealed class ConfigurationOrchestratorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly ConfigurationScored Good = new(new ConfigurationEnd());
    private static readonly ConfigurationScored Gone = new(null);

    private static ConfigurationPlan Planned { get; } = new(
        "queue-000007",
        [Set("a", "b"), Set("c")],
        null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_Trained_IsScoredOnce() => Assert.Equal((new ConfigurationEnd(), 1, 2), await RunAsync("trained", Planned, Good));

    [Fact]
    public async Task Run_FilesThatWereSweptAway_AreTrainedAgain() => Assert.Equal((new ConfigurationEnd(), 2, 4), await RunAsync("trained-again", Planned, Gone, Good));

    [Fact]
    public async Task Run_FilesThatAreAlwaysGone_FailsAndSaysSo() => Assert.Equal(
        (new ConfigurationEnd(Failure: "the files of its folds were gone 3 times when it was to be scored; somebody deletes them while the queue runs"), 3, 6),
        await RunAsync("gone", Planned, Gone, Gone, Gone));

    [Fact]
    public async Task Run_TrainedBefore_IsNotTrained() => Assert.Equal(
        (new ConfigurationEnd(Skipped: "trained already"), 1, 0), await RunAsync("skipped", new ConfigurationPlan("", [], new ConfigurationEnd(Skipped: "trained already"))));

    private static FoldSet Set(params string[] keys) =>
        new([.. keys.Select((key, i) => new FoldRef(i + 1, key))], FoldDevice.Cpu, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30));

    private async Task<(ConfigurationEnd End, int Plans, int Sets)> RunAsync(string scenario, ConfigurationPlan plan, params ConfigurationScored[] scores)
    {
        await using ConfigurationHub hub = await ConfigurationHub.StartAsync(azurite.Server, plan, new Queue<ConfigurationScored>(scores), Token);
        ConfigurationEnd end = await hub.RunAsync(Token);
        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Accounts.Data, hub.Name, ConfigurationHub.Instance, Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        Histories.Record($"{ConfigurationOrchestrator.Name}/{scenario}", history);
        return (end, hub.Plans, hub.Sets);
    }
}
