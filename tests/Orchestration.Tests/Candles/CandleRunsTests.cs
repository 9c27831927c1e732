using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Candles;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.Tests.Training;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Candles;

public sealed class CandleRunsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_Run_EndsWithItsArtifactsAndTheirFigures()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);

        CandleStarted started = await hub.BeginAsync();
        CandleRunView run = await hub.EndedAsync(started.RunId);

        Assert.Equal("started", started.Status);
        Assert.Equal($"/api/training/poc-runs/{started.RunId}", started.StatusUrl);
        Assert.Matches(@"^\d{8}_\d{6}(_\d+)?$", started.RunId);
        Assert.Equal((CandleRunStatus.Completed, 1.0, null), (run.Status, run.Progress, run.Error));
        IReadOnlyDictionary<string, byte[]> files = (await hub.Store.ReadArtifactsAsync(run.RunId, Token))!;
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), run.ArtifactPaths!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["model-checksums.sha256", "model-direction_h1.txt", "model-manifest.json", "predictions.csv", "results.json", "run_meta.json", "scaler.json"],
            files.Keys.Order(StringComparer.Ordinal));
        CandleResults results = JsonSerializer.Deserialize<CandleResults>(await hub.Runs.ResultsAsync(run.RunId, Token), ApiJson.Options)!;
        Assert.Equal(run.RunId, results.RunId);
        Assert.Equal(results.TestMetrics, run.TestMetrics);
        Assert.Equal(results.TrainMetrics, run.TrainMetrics);
        Assert.Equal(results.Threshold.Used, run.Threshold);
        Assert.Equal(JsonSerializer.Serialize(results.Configuration, ApiJson.Options), run.Config.GetRawText());
        CandleScene.Line[] test = [.. CandleScene.Lines(Encoding.UTF8.GetString(files["predictions.csv"])).Where(row => row.Part == "test")];
        Assert.Equal(test.Count(row => row.Prediction == row.Label) / 20.0, run.TestMetrics!["accuracy"]!.Value, 12);
        CandleRunMeta meta = JsonSerializer.Deserialize<CandleRunMeta>(files["run_meta.json"], ApiJson.Options)!;
        Assert.Equal(6, meta.Files.Count);
    }

    [Fact]
    public async Task StartAsync_SameRunTwice_GivesByteEqualModels()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);

        CandleRunView first = await hub.RunAsync();
        CandleRunView second = await hub.RunAsync();

        Assert.NotEqual(first.RunId, second.RunId);
        IReadOnlyDictionary<string, byte[]> one = (await hub.Store.ReadArtifactsAsync(first.RunId, Token))!;
        IReadOnlyDictionary<string, byte[]> other = (await hub.Store.ReadArtifactsAsync(second.RunId, Token))!;
        Assert.Equal(one["model-direction_h1.txt"], other["model-direction_h1.txt"]);
        Assert.Equal(one["predictions.csv"], other["predictions.csv"]);
        Assert.NotEqual((await hub.Store.FindAsync(first.RunId, Token))!.TaskKey, (await hub.Store.FindAsync(second.RunId, Token))!.TaskKey);
    }

    [Fact]
    public async Task StartAsync_CompletedRun_LeavesNothingStagedAndCountsItsLooks()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);

        CandleRunView run = await hub.RunAsync();

        CandleRun stored = (await hub.Store.FindAsync(run.RunId, Token))!;
        Assert.Empty(await hub.BlobsAsync(StorageNames.Containers.Models, stored.TaskKey!));
        Assert.Empty(await hub.BlobsAsync(StorageNames.Containers.Predictions, stored.TaskKey!));
        TrialLedger ledger = await hub.Scene.Get<LedgerStore>().LoadAsync($"{stored.Symbol} 1d", stored.SeriesFingerprint!, Token);
        Assert.Equal((1, 1, 0), (ledger.Count(TrialKind.Configuration), ledger.Count(TrialKind.Seed), ledger.Count(TrialKind.FinalSegment)));
    }

    [Fact]
    public async Task StartAsync_TestInTheFinalSegment_IsCountedAsAnOpening()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);

        CandleRunView run = await hub.RunAsync(candle: hub.Bars.Count - 23);

        CandleRun stored = (await hub.Store.FindAsync(run.RunId, Token))!;
        Assert.Equal(1, (await hub.Scene.Get<LedgerStore>().LoadAsync($"{stored.Symbol} 1d", stored.SeriesFingerprint!, Token)).Count(TrialKind.FinalSegment));
    }

    [Fact]
    public async Task StartAsync_TrainerThatFails_EndsFailedWithItsReason()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        hub.Trainer.Fails = true;

        CandleRunView run = await hub.RunAsync();

        Assert.Equal((CandleRunStatus.Failed, "The trainer of the test does not want to."), (run.Status, run.Error));
        Assert.Null(run.ArtifactPaths);
        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Runs.ResultsAsync(run.RunId, Token));
        Assert.Equal(
            (409, $"Run {run.RunId} has no results: it is failed: The trainer of the test does not want to."), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task CancelAsync_RunningTraining_EndsItAndWritesNothing()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        hub.Trainer.Holds = true;
        CandleStarted started = await hub.BeginAsync();
        await hub.Trainer.Begun.Task.WaitAsync(Token);

        CandleStarted cancelling = await hub.Runs.CancelAsync(hub.Client, started.RunId, Token);
        CandleRunView run = await hub.EndedAsync(started.RunId);
        await hub.Trainer.Ended.Task.WaitAsync(Token);

        Assert.Equal("cancelling", cancelling.Status);
        Assert.Equal(CandleRunStatus.Cancelled, run.Status);
        CandleRun stored = (await hub.Store.FindAsync(run.RunId, Token))!;
        Assert.Null(await hub.Store.ReadArtifactsAsync(run.RunId, Token));
        Assert.Null(await hub.Scene.Get<FoldTaskStore>().FindOutcomeAsync(stored.TaskKey!, Token));
        Assert.Empty(await hub.BlobsAsync(StorageNames.Containers.CandleRuns, run.RunId));
        RequestException again = await Assert.ThrowsAsync<RequestException>(() => hub.Runs.CancelAsync(hub.Client, run.RunId, Token));
        Assert.Equal((409, $"Run {run.RunId} is cancelled; only a run that is started can be cancelled."), (again.Status, again.Message));
    }

    [Fact]
    public async Task DeleteAsync_RunThatRuns_IsRefused()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        hub.Trainer.Holds = true;
        CandleStarted started = await hub.BeginAsync();
        await hub.Trainer.Begun.Task.WaitAsync(Token);

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Runs.DeleteAsync(started.RunId, Token));

        Assert.Equal(
            (409, $"Run {started.RunId} is running. Cancel it first: POST /api/training/poc-runs/{started.RunId}/cancel."), (refused.Status, refused.Message));
        await hub.Runs.CancelAsync(hub.Client, started.RunId, Token);
        await hub.EndedAsync(started.RunId);
    }

    [Fact]
    public async Task DeleteAsync_CompletedRun_TakesRowTaskAndFiles()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleRunView run = await hub.RunAsync();
        string key = (await hub.Store.FindAsync(run.RunId, Token))!.TaskKey!;
        Assert.NotNull(await hub.Scene.Get<FoldTaskStore>().FindAsync(key, Token));

        await hub.Runs.DeleteAsync(run.RunId, Token);

        Assert.Null(await hub.Scene.Get<FoldTaskStore>().FindAsync(key, Token));
        Assert.Null(await hub.Scene.Get<FoldTaskStore>().FindOutcomeAsync(key, Token));
        Assert.Empty(await hub.BlobsAsync(StorageNames.Containers.CandleRuns, run.RunId));
        RequestException gone = await Assert.ThrowsAsync<RequestException>(() => hub.Runs.ReadAsync(run.RunId, Token));
        Assert.Equal((404, $"There is no run '{run.RunId}'. GET /api/training/poc-runs (st candle list) lists those that there are."), (gone.Status, gone.Message));
    }

    [Fact]
    public async Task FinishAsync_Twice_GivesTheSame()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleRunView run = await hub.RunAsync();

        await hub.Scene.Get<CandleActivities>().FinishAsync(new CandleEnd(run.RunId), Token);
        await hub.Scene.Get<CandleActivities>().FinishAsync(new CandleEnd(run.RunId, Cancelled: true), Token);

        Assert.Equal(Json(run), Json(await hub.Runs.ReadAsync(run.RunId, Token)));
    }

    [Fact]
    public async Task UseAsync_CompletedRun_MakesItsModelTheLiveOneOfItsMarket()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleRunView run = await hub.RunAsync();

        LiveModel used = await hub.Runs.UseAsync(run.RunId, Token);
        LiveModel again = await hub.Runs.UseAsync(run.RunId, Token);

        Assert.Equal(($"{hub.Bars.Symbol}_1d", 1, true, "candle", run.RunId), (used.Market, used.Version, used.Live, used.Source, used.SourceId));
        Assert.Equal(run.Threshold, used.Threshold);
        Assert.Equal(used.Version, again.Version);
        await hub.Runs.DeleteAsync(run.RunId, Token);
        Assert.NotNull(await hub.Scene.Get<LiveModels>().FindAsync(hub.Bars.Symbol, hub.Bars.Timeframe, Token));
    }

    [Fact]
    public async Task PredictAsync_TestBars_SaysWhatTheStoredPredictionsSay()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleRunView run = await hub.RunAsync();
        IReadOnlyDictionary<string, byte[]> files = (await hub.Store.ReadArtifactsAsync(run.RunId, Token))!;
        CandleScene.Line[] test = [.. CandleScene.Lines(Encoding.UTF8.GetString(files["predictions.csv"])).Where(row => row.Part == "test")];

        CandlePredictions said = await hub.Runs.PredictAsync(run.RunId, Query(test[0].Timestamp, test[^1].Timestamp), Token);
        CandlePredictions page = await hub.Runs.PredictAsync(run.RunId, Query(test[0].Timestamp, test[^1].Timestamp, ("threshold", "1"), ("limit", "5")), Token);

        Assert.Equal((run.RunId, 0.5, 20), (said.RunId, said.Threshold, said.TotalPredictions));
        Assert.Equal(test.Select(row => row.Timestamp), said.Predictions.Select(row => row.Timestamp));
        Assert.All(test.Zip(said.Predictions), pair =>
        {
            Assert.Equal(pair.First.Probability, pair.Second.Probability);
            Assert.Equal(Math.Abs(pair.First.Probability - 0.5), pair.Second.Confidence);
            Assert.Equal(pair.First.Probability >= 0.5 ? 1 : 0, pair.Second.Prediction);
        });
        Assert.Equal((20, 5, TimeInterval.Text(test[5].Timestamp)), (page.TotalPredictions, page.Predictions.Count, page.Continuation));
        Assert.All(page.Predictions, row => Assert.Equal(0, row.Prediction));
    }

    [Fact]
    public async Task PageAsync_Runs_GivesTheNewestFirst()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleRunView first = await hub.RunAsync();
        CandleRunView second = await hub.RunAsync(candle: 880);

        CandleRunLine[] lines = [.. (await hub.Runs.PageAsync(1000, null, Token)).Items.Where(line => line.Symbol == hub.Bars.Symbol.Name)];

        Assert.Equal([second.RunId, first.RunId], lines.Select(line => line.RunId));
        Assert.Equal(second.TestMetrics!["roc_auc"], lines[0].RocAuc);
        Assert.Equal(second.RunId, (await hub.Runs.LatestAsync(Token)).RunId);
    }

    [Fact]
    public async Task StartAsync_EverythingWrong_TellsAllOfItAtOnce()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleRequest request = JsonSerializer.Deserialize<CandleRequest>(
            """{"symbol": "?", "candle_date": "1/2/2020", "train_years": 20, "params": {"num_leaf": 3}, "window": 4}""", ApiJson.Options)!;

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Runs.StartAsync(hub.Client, request, Token));

        Assert.Equal(400, refused.Status);
        Assert.Equal(["window", "params.num_leaf", "symbol", "timeframe", "train_years", "candle_date"], refused.Faults.Select(fault => fault.Field));
        Assert.Equal(
            "params.num_leaf is not known; an object with learning_rate, num_leaves, max_depth, min_child_samples is needed", refused.Faults[1].ToString());
        Assert.Equal("train_years is 20; from 0.5 to 10 years is needed", refused.Faults[4].ToString());
        Assert.DoesNotContain((await hub.Runs.PageAsync(1000, null, Token)).Items, line => line.Symbol == hub.Bars.Symbol.Name);
    }

    [Fact]
    public async Task StartAsync_TooFewBars_NamesTheNearestCandleThatWouldDo()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.BeginAsync(candle: 1195));

        Assert.Equal(400, refused.Status);
        Assert.Equal("candle_date", Assert.Single(refused.Faults).Field);
        Assert.EndsWith($"The nearest candle that would do opens at {TimeInterval.Text(hub.Bars.OpenTime(1200 - 22 - 1))}.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_MarketWithoutBars_SaysHowToImportThem()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);

        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Runs.StartAsync(hub.Client, hub.Request() with { Symbol = "NONE" }, Token));

        Assert.Equal((404, "There are no bars of NONE 1d. Import them: ./st data import NONE 1d FILE."), (refused.Status, refused.Message));
    }

    [Fact]
    public async Task StoredModel_OfARun_PassesEveryCheck()
    {
        await using CandleHub hub = await CandleHub.StartAsync(azurite.Server);
        CandleRunView run = await hub.RunAsync();

        IReadOnlyDictionary<string, byte[]> files = (await hub.Scene.Get<CandleFiles>().ModelAsync(run.RunId, Token))!;
        using OpenedModel opened = ModelFile.Open(files, TrainingScene.Types);

        Assert.Equal("lightgbm", opened.Manifest.ModelType);
        Assert.Equal(
            """{"early_stopping_round":150,"learning_rate":0.1,"max_depth":4,"metric":"auc","min_child_samples":20,"num_iterations":4000,"num_leaves":15}""",
            opened.Manifest.HyperParameters.Json);
    }

    private static string Json(CandleRunView view) => JsonSerializer.Serialize(view, ApiJson.Options);

    private static LiveForecastQuery Query(DateTimeOffset from, DateTimeOffset to, params (string Name, string Value)[] more)
    {
        Dictionary<string, StringValues> values = new() { ["start_date"] = TimeInterval.Text(from), ["end_date"] = TimeInterval.Text(to) };
        foreach ((string name, string value) in more) values[name] = value;
        return LiveForecastQuery.Of(new QueryCollection(values));
    }
}
