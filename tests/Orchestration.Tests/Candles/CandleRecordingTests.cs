using ServerlessTraining.Domain;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Candles;

/// <summary>As <see cref="RecordingTests"/>, for runs from candles and their batches.</summary>
public sealed class CandleRecordingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Dictionary<string, Func<CandleHub, Task<string>>> Scenarios = new(StringComparer.Ordinal)
    {
        ["CandleRun/trained"] = async hub => await EndedAsync(hub, await hub.BeginAsync()),
        ["CandleRun/failed"] = async hub =>
        {
            hub.Trainer.Fails = true;
            return await EndedAsync(hub, await hub.BeginAsync());
        },
        ["CandleRun/cancelled"] = async hub =>
        {
            hub.Trainer.Holds = true;
            CandleStarted run = await hub.BeginAsync();
            await hub.Trainer.Begun.Task.WaitAsync(Token);
            await hub.Runs.CancelAsync(hub.Client, run.RunId, Token);
            return await EndedAsync(hub, run);
        },
        ["CandleBatch/trained"] = hub => BatchAsync(hub, 3),
        ["CandleBatch/more-than-at-a-time"] = hub => BatchAsync(hub, 6),
        ["CandleBatch/failed"] = hub =>
        {
            hub.Trainer.Fails = true;
            return BatchAsync(hub, 2);
        },
    };

    public static TheoryData<string> Names => [.. Scenarios.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_Scenario_StoresAHistoryThatReplays(string name)
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);

        string instance = await Scenarios[name](hub);

        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Data, hub.Name, instance, Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        Histories.Record(name, history);
    }

    private static async Task<string> EndedAsync(CandleHub hub, CandleStarted run)
    {
        await hub.EndedAsync(run.RunId);
        return CandleRunOrchestrator.InstanceOf(run.RunId);
    }

    private static async Task<string> BatchAsync(CandleHub hub, int candles)
    {
        CandleBatchRequest request = new()
        {
            Symbol = hub.Bars.Symbol.Name,
            Timeframe = "1d",
            TrainYears = 0.5,
            TestWindowSize = 20,
            Candles = [.. Enumerable.Range(0, candles).Select(i => TimeInterval.Text(hub.Bars.OpenTime(600 + (20 * i))))],
        };
        CandleBatchStarted batch = await hub.Batches.StartAsync(hub.Client, request, Token);
        await hub.CompletedAsync(CandleBatchOrchestrator.InstanceOf(batch.BatchId));
        return CandleBatchOrchestrator.InstanceOf(batch.BatchId);
    }
}
