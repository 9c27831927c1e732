using ServerlessTraining.Domain.Market;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Decisions.Recovery;

/// <summary>As <see cref="RecordingTests"/>, for the recoveries of a run.</summary>
public sealed class RecoveryRecordingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Dictionary<string, Func<RecoveryHub, string, Task>> Scenarios = new(StringComparer.Ordinal)
    {
        ["RestoreRun/equal"] = (hub, run) => hub.RestoreAsync(run),
        ["RestoreRun/differs"] = async (hub, run) =>
        {
            await hub.ChangeAsync(run, WithoutHashes);
            await hub.RestoreAsync(run);
        },
        ["RestoreRun/not-trained"] = async (hub, run) =>
        {
            hub.Trainer.Fails = true;
            await hub.RestoreAsync(run);
        },
        ["ReproduceRun/equal"] = (hub, run) => hub.ReproduceAsync(run),
        ["ReproduceRun/differs"] = async (hub, run) =>
        {
            await hub.ChangeAsync(run, WithoutHashes);
            await hub.ReproduceAsync(run);
        },
        ["ReproduceRun/not-trained"] = async (hub, run) =>
        {
            hub.Trainer.Fails = true;
            await hub.ReproduceAsync(run);
        },
    };

    public static TheoryData<string> Names => [.. Scenarios.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_Scenario_StoresAHistoryThatReplays(string name)
    {
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server);
        Symbol market = DecisionScene.NewMarket();
        string run = $"{market}-run";
        await hub.DeletedRunAsync(run, market);

        await Scenarios[name](hub, run);

        string instance = name.StartsWith("Restore", StringComparison.Ordinal) ? $"restore-{run}" : $"reproduce-{run}";
        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Data, hub.Name, instance, Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        Histories.Record(name, history);
    }

    private static RunDetails WithoutHashes(RunDetails details)
    {
        Dictionary<string, string> hashes = new() { ["model"] = "0", ["predictions"] = "0" };
        return details with
        {
            Models = [.. details.Models.Select(model => model with { Folds = [.. model.Folds.Select(fold => fold with { Outcome = fold.Outcome! with { Hashes = hashes } })] })],
        };
    }
}
