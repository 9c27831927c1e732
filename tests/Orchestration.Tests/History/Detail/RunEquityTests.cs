using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Orchestration.History.Detail;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Tests.History.Detail;

[Collection(RunDetailTests.Name)]
public sealed class RunEquityTests(ScoredRuns runs)
{
    private const string Cheap = "direct/mean/c0/l50";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("direct/mean/c0/l50")]
    [InlineData("direct/stacking/c0.3/l100")]
    [InlineData("recursive/weighted/c0/l200")]
    [InlineData("direct_multi/mean/c0.3/l50")]
    [InlineData("direct_multi/stacking/c0/l200")]
    public async Task ReadAsync_Strategy_EndsAtItsStoredReturn(string strategy)
    {
        EquityView view = await ReadAsync(strategy);

        StoredBacktest stored = (await Backtests.FindAsync(runs.Scene.RunId, strategy, BacktestScore.TotalName, Cancel))!;
        double scored = stored.Metrics.GetProperty("total_return").GetDouble();
        Assert.NotEqual(0, scored);
        Assert.Equal(scored, (view.Equity[^1] / view.InitialEquity) - 1, 1e-9);
        Assert.Equal(strategy, view.Strategy);
    }

    [Fact]
    public async Task ReadAsync_NoStrategy_IsTheBestOfAllBarsAsItWasTraced()
    {
        EquityView view = await ReadAsync(null);

        string best = (await runs.Scene.DetailsAsync()).Score!.Best[^1].Strategy;
        byte[] traced = (await Backtests.ReadBlobAsync(runs.Scene.RunId, best, BacktestFiles.EquityName, Cancel))!;
        string[] lines = Encoding.UTF8.GetString(traced).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];
        Assert.Equal(best, view.Strategy);
        Assert.Null(view.ThinnedFrom);
        Assert.Equal(lines, view.Time.Select(Line));

        string Line(long time, int i)
        {
            string regime = view.Regime[i] < 0 ? "unclassified" : view.Regimes[view.Regime[i]];
            string at = Domain.TimeInterval.Text(DateTimeOffset.FromUnixTimeSeconds(time));
            return string.Create(CultureInfo.InvariantCulture, $"{at},{view.Equity[i]:R},{view.Position[i]},{regime}");
        }
    }

    [Fact]
    public async Task ReadAsync_BuyAndHold_EndsAtTheBaselineOfTheRun()
    {
        EquityView view = await ReadAsync(Cheap);

        double scored = (await runs.Scene.DetailsAsync()).Score!.Baselines[RunScoring.BuyAndHold][^1].Metrics.TotalReturn.Value!.Value;
        Assert.Equal(scored, (view.BuyAndHold[^1] / view.InitialEquity) - 1, 1e-9);
        Assert.Equal(view.Time.Count, view.BuyAndHold.Count);
    }

    [Fact]
    public async Task ReadAsync_Folds_AreThoseOfTheAverageWithAPointAtTheirEnds()
    {
        EquityView view = await ReadAsync(Cheap);

        RunModel own = (await runs.Scene.DetailsAsync()).Models[^1];
        Assert.Equal(own.Folds.Where(fold => fold.IsAverage).Select(fold => fold.Number), view.Folds.Select(fold => fold.Number));
        TimeSpan bar = runs.Scene.Bars.Timeframe.Duration;
        Assert.All(view.Folds, fold => Assert.Contains((fold.From + bar).ToUnixTimeSeconds(), view.Time));
        Assert.All(view.Folds, fold => Assert.Contains(fold.To.ToUnixTimeSeconds(), view.Time));
        Assert.Equal(view.Folds[^1].To.ToUnixTimeSeconds(), view.Time[^1]);
    }

    [Fact]
    public async Task ViewOf_LongCurve_KeepsTheEndsOfEachFold()
    {
        InferenceStrategy strategy = InferenceStrategy.Parse(Cheap);
        RunTrace trace = await runs.Scene.Services.GetRequiredService<RunTracer>().TraceAsync("run", await runs.Scene.DetailsAsync(), strategy, Cancel);

        EquityView whole = RunEquity.ViewOf("run", strategy, trace, 100_000);
        EquityView thin = RunEquity.ViewOf("run", strategy, trace, 50);

        Assert.InRange(thin.Time.Count, 40, 50);
        Assert.Equal(whole.Time.Count, thin.ThinnedFrom);
        TimeSpan bar = runs.Scene.Bars.Timeframe.Duration;
        Assert.All(thin.Folds, fold => Assert.Contains((fold.From + bar).ToUnixTimeSeconds(), thin.Time));
        Assert.All(thin.Folds, fold => Assert.Contains(fold.To.ToUnixTimeSeconds(), thin.Time));
        int[] places = [.. thin.Time.Select(time => whole.Time.ToList().IndexOf(time))];
        Assert.Equal(places.Select(at => (whole.Equity[at], whole.BuyAndHold[at], whole.Position[at], whole.Regime[at])),
            thin.Time.Select((_, i) => (thin.Equity[i], thin.BuyAndHold[i], thin.Position[i], thin.Regime[i])));
    }

    [Fact]
    public async Task ReadAsync_RegimesEditedSince_AreThoseThatTheRunWasScoredBy()
    {
        EquityView before = await ReadAsync(Cheap);
        RegimeStore rules = runs.Scene.Services.GetRequiredService<RegimeStore>();
        StoredRegimeRules current = await rules.CurrentAsync(RegimeStore.DefaultSet, Cancel);
        Assert.NotNull(await rules.SaveAsync(RegimeStore.DefaultSet, current.Rules.Remove("calm_ranging"), "fewer", current.Version, Cancel));
        try
        {
            EquityView after = await ReadAsync(Cheap);

            Assert.Equal(["bull_trending", "bear_trending", "volatile_ranging", "calm_ranging"], after.Regimes);
            Assert.Equal(before.Regime, after.Regime);
        }
        finally
        {
            Assert.NotNull(await rules.SaveAsync(RegimeStore.DefaultSet, current.Rules, "as before", current.Version + 1, Cancel));
        }
    }

    [Theory]
    [InlineData("direct/mean/c0.4/l50")]
    [InlineData("direct/mean")]
    [InlineData("direct/variance/c0/l50")]
    public async Task ReadAsync_StrategyThatTheRunHasNot_IsRefusedWithThoseThatItHas(string strategy)
    {
        RequestException error = await Assert.ThrowsAsync<RequestException>(() => ReadAsync(strategy));

        Assert.Equal(400, error.Status);
        Assert.Equal(
            $"strategy is {strategy}; method/ensemble/c<threshold>/l<lookback> of direct, recursive, direct_multi; mean, weighted, stacking; 0, 0.3, 0.5, 0.7, 0.9; 50, 100, 200, "
            + "as in direct/mean/c0/l50, is needed.",
            error.Message);
    }

    [Fact]
    public async Task ReadAsync_OtherFiguresThanStored_IsRefused()
    {
        const string Strategy = "direct/weighted/c0/l100";
        StoredBacktest stored = (await Backtests.FindAsync(runs.Scene.RunId, Strategy, BacktestScore.TotalName, Cancel))!;
        JsonObject metrics = JsonSerializer.SerializeToNode(stored.Metrics)!.AsObject();
        metrics["total_return"] = metrics["total_return"]!.GetValue<double>() + 1e-6;
        await Backtests.WriteAsync(runs.Scene.RunId, [stored with { Metrics = JsonSerializer.SerializeToElement(metrics) }], Cancel);

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => ReadAsync(Strategy));

        Assert.Equal(409, error.Status);
        Assert.EndsWith(
            "one of its folds was trained again since, and not to the same model. POST /api/runs/run-CLOSEUSDT/reproduce says what differs.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_ModelGone_IsRefusedInWords()
    {
        // Whoever deletes a model takes the results of its folds away first.
        await runs.CopyAsync("gone", fold => fold.Number == 2 ? fold with { Key = "gone" } : fold);
        await runs.CopyAsync("deleted", fold => fold with { Key = $"deleted-{fold.Number}" }, ScoredRuns.Deleted);

        RequestException gone = await Assert.ThrowsAsync<RequestException>(() => ReadAsync(null, "gone"));
        RequestException deleted = await Assert.ThrowsAsync<RequestException>(() => ReadAsync(null, "deleted"));

        Assert.Equal(
            (409, "The equity of run gone cannot be made. The files of 1 of its 10 folds are gone. Take them from a copy, or train its configuration again."),
            (gone.Status, gone.Message));
        Assert.Equal(
            (409, "The equity of run deleted cannot be made. Its model was deleted at 2026-02-03T04:05:06Z (Model deleted (beaten)). Restore it (./st run restore RUN), then ask again."),
            (deleted.Status, deleted.Message));
    }

    [Fact]
    public async Task ReadAsync_BarsChangedSince_IsRefused()
    {
        await runs.CopyAsync("moved", details => details with { Recipe = details.Recipe with { DataFingerprint = "other" } });

        RequestException error = await Assert.ThrowsAsync<RequestException>(() => ReadAsync(null, "moved"));

        Assert.Equal(409, error.Status);
        Assert.StartsWith(
            "The equity of run moved cannot be made. The bars of CLOSEUSDT 4h have changed since the folds were planned: their fingerprint was other and is ",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_RunThatIsNotCompleted_IsRefused()
    {
        StoredRun run = await runs.Scene.RunAsync();
        await runs.Scene.Runs.InsertAsync(run with { Id = "still", Status = RunStatus.Running }, Cancel);
        await runs.Scene.Runs.InsertAsync(run with { Id = "broken", Status = RunStatus.Failed, Details = null }, Cancel);

        RequestException still = await Assert.ThrowsAsync<RequestException>(() => ReadAsync(null, "still"));
        RequestException broken = await Assert.ThrowsAsync<RequestException>(() => ReadAsync(null, "broken"));

        Assert.Equal((409, "The equity of run still cannot be made. It is running; ask again when it is completed."), (still.Status, still.Message));
        Assert.Equal((409, "The equity of run broken cannot be made. It is failed and has no score."), (broken.Status, broken.Message));
    }

    [Fact]
    public async Task ReadAsync_AsJson_HasTheNamesOfTheRoute()
    {
        JsonElement json = JsonSerializer.SerializeToElement(await ReadAsync(Cheap), ApiJson.Options);

        Assert.Equal(
            ["run_id", "strategy", "initial_equity", "folds", "time", "equity", "buy_and_hold", "position", "regime", "regimes", "thinned_from"],
            json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["number", "from", "to"], json.GetProperty("folds")[0].EnumerateObject().Select(property => property.Name));
    }

    private BacktestStore Backtests => runs.Scene.Services.GetRequiredService<BacktestStore>();

    private Task<EquityView> ReadAsync(string? strategy, string? id = null) =>
        runs.Scene.Services.GetRequiredService<RunEquity>().ReadAsync(id ?? runs.Scene.RunId, new EquityQuery(strategy), Cancel);
}
