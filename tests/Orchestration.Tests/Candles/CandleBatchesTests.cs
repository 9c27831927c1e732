using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Candles;

public sealed class CandleBatchesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_StrideOfCandles_TrainsEachAndComparesThem()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleBatchRequest request = Batch(hub) with { From = Date(hub, 700), To = Date(hub, 880), Every = 30 };

        CandleBatchStarted started = await hub.Batches.StartAsync(hub.Client, request, Token);
        await hub.CompletedAsync(CandleBatchOrchestrator.InstanceOf(started.BatchId));
        CandleBatchView batch = await hub.Batches.ReadAsync(started.BatchId, Token);

        Assert.Equal(7, started.RunIds.Count);
        Assert.Equal($"/api/training/poc-batches/{started.BatchId}", started.StatusUrl);
        Assert.Equal("completed", batch.Status);
        Assert.Equal(started.RunIds, batch.Runs.Select(run => run.RunId));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => hub.Bars.OpenTime(700 + (30 * i))), batch.Runs.Select(run => run.CandleDate));
        Assert.All(batch.Runs, run => Assert.Equal(CandleRunStatus.Completed, run.Status));
        double[] values = [.. batch.Runs.Select(run => run.TestMetrics!["roc_auc"]).OfType<double>()];
        Assert.Equal((values.Length, values.Min(), values.Max()), (batch.Spread["roc_auc"].Count, batch.Spread["roc_auc"].Least, batch.Spread["roc_auc"].Most));
        Assert.Equal(values.Average(), batch.Spread["roc_auc"].Mean, 12);
        Assert.Equal(values.Max(), batch.Runs.Single(run => run.RunId == batch.BestRunId).TestMetrics!["roc_auc"]);
        await AssertProposesAsync(hub);
    }

    [Fact]
    public async Task CancelAsync_RunThatWaitsForItsTurn_IsNeverTrained()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        hub.Trainer.Holds = true;
        CandleBatchRequest request = Batch(hub) with { From = Date(hub, 700), To = Date(hub, 740), Every = 10 };
        CandleBatchStarted started = await hub.Batches.StartAsync(hub.Client, request, Token);
        await hub.Trainer.Begun.Task.WaitAsync(Token);

        // The last of five waits, for four run at a time.
        CandleStarted cancelled = await hub.Runs.CancelAsync(hub.Client, started.RunIds[4], Token);
        Assert.Equal("cancelled", cancelled.Status);
        foreach (string run in started.RunIds.Take(4)) await hub.Runs.CancelAsync(hub.Client, run, Token);
        await hub.CompletedAsync(CandleBatchOrchestrator.InstanceOf(started.BatchId));

        CandleBatchView batch = await hub.Batches.ReadAsync(started.BatchId, Token);
        Assert.All(batch.Runs, run => Assert.Equal(CandleRunStatus.Cancelled, run.Status));
        Assert.Null((await hub.Store.FindAsync(started.RunIds[4], Token))!.TaskKey);
        Assert.Equal(("completed", null), (batch.Status, batch.BestRunId));
        Assert.Empty(batch.Spread);
    }

    [Fact]
    public async Task StartAsync_CandlesThatCannotBeTrainedFrom_AreAllToldAndNothingStarts()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleBatchRequest request = Batch(hub) with { Candles = [Date(hub, 10), Date(hub, 800), Date(hub, 1199)] };

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Batches.StartAsync(hub.Client, request, Token));

        Assert.Equal([Date(hub, 10), Date(hub, 1199)], refused.Faults.Select(fault => fault.Value));
        Assert.DoesNotContain((await hub.Runs.PageAsync(1000, null, Token)).Items, line => line.Symbol == hub.Bars.Symbol.Name);
    }

    [Theory]
    [InlineData(true, true, "candles is beside from, to and every; either a list of candles, or from, to and every, is needed.")]
    [InlineData(false, false, "candles is missing; a list of candles, or from, to and every, is needed.")]
    public async Task StartAsync_CandlesNamedTwiceOrNot_IsRefused(bool listed, bool along, string message)
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleBatchRequest request = Batch(hub);
        if (listed) request = request with { Candles = [Date(hub, 800)] };
        if (along) request = request with { From = Date(hub, 700), To = Date(hub, 800), Every = 10 };

        Assert.Equal(message, (await Assert.ThrowsAsync<RequestException>(() => hub.Batches.StartAsync(hub.Client, request, Token))).Message);
    }

    [Fact]
    public async Task StartAsync_TooManyCandles_IsRefused()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleBatchRequest request = Batch(hub) with { From = Date(hub, 600), To = Date(hub, 800), Every = 1 };

        Assert.Equal(
            "candles is 201 candles; a batch of 1 to 100 is needed.",
            (await Assert.ThrowsAsync<RequestException>(() => hub.Batches.StartAsync(hub.Client, request, Token))).Message);
    }

    [Fact]
    public async Task ReadAsync_UnknownBatch_IsNotFound()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);

        Assert.Equal(404, (await Assert.ThrowsAsync<RequestException>(() => hub.Batches.ReadAsync("none", Token))).Status);
    }

    /// <summary>A proposal knows only runs whose tests were over at its candle.</summary>
    private static async Task AssertProposesAsync(CandleHub hub)
    {
        CandleAdviser adviser = hub.Scene.Get<CandleAdviser>();

        CandleProposal early = await adviser.ProposeAsync(Query(hub, 760), Token);
        CandleProposal late = await adviser.ProposeAsync(Query(hub, 1000), Token);

        Assert.Null(early.Proposed);
        Assert.StartsWith("There are 2 completed runs", early.Reason, StringComparison.Ordinal);
        Assert.InRange(late.Runs, 7, 15);
        Assert.NotNull(late.Proposed);
        Assert.Empty(new CandleOptions { Params = late.Proposed }.Faults());
        Assert.Equal(40, late.Own.NumLeaves);
        Assert.NotNull(late.OwnExpected);
    }

    private static CandleProposalQuery Query(CandleHub hub, int candle) => CandleProposalQuery.Of(new QueryCollection(new Dictionary<string, StringValues>
    {
        ["symbol"] = hub.Bars.Symbol.Name,
        ["timeframe"] = "1d",
        ["candle_date"] = Date(hub, candle),
        ["train_years"] = "1",
        ["num_leaves"] = "40",
    }));

    private static CandleBatchRequest Batch(CandleHub hub) => new()
    {
        Symbol = hub.Bars.Symbol.Name,
        Timeframe = "1d",
        TrainYears = 1,
        TestWindowSize = 20,
        Params = new CandleParamsRequest { LearningRate = 0.1, NumLeaves = 15, MaxDepth = 4 },
    };

    private static string Date(CandleHub hub, int candle) => TimeInterval.Text(hub.Bars.OpenTime(candle));
}
