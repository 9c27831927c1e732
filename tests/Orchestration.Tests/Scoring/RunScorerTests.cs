using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

public sealed class RunScorerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Lines = 135 * 6;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ScoreAsync_TrainedRun_StoresEveryStrategyInEveryRegimeAndTheScore()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "WHOLEUSDT");

        Assert.True((await scene.ScoreAsync()).IsScored);

        Assert.Equal(Lines, (await scene.RowsAsync()).Count);
        RunDetails details = await scene.DetailsAsync();
        RunScore score = details.Score!;
        Assert.All(details.Models.SelectMany(model => model.Folds), fold => Assert.NotNull(fold.Outcome));
        FoldOutcome[] own = [.. details.Models[^1].Folds.Select(fold => fold.Outcome!)];
        FoldOutcome[] all = [.. details.Models.SelectMany(model => model.Folds).Select(fold => fold.Outcome!)];
        Assert.Equal(own[..3].Average(outcome => outcome.Metrics["accuracy"]!.Value), score.Metrics["accuracy"]!.Value, 12);
        Assert.Equal(own[3..].Average(outcome => outcome.Metrics["accuracy"]!.Value), score.StalenessMetrics["accuracy"]!.Value, 12);
        Assert.Equal(all.Sum(outcome => outcome.Seconds), score.TrainingSeconds, 9);
        Assert.True(score.StorageTransactions > all.Sum(outcome => outcome.StorageTransactions!.Value) + Lines / 100);
        Assert.All(all, outcome => Assert.True(outcome.StorageTransactions > 5));
        Assert.True(score.ModelBytes > 0);
        Assert.Equal(RunStatus.Running, (await scene.RunAsync()).Status);

        // What is read back is what was found: a later step writes the details again.
        ScoreLine hold = score.Baselines[RunScoring.BuyAndHold][^1];
        Assert.Equal(TradingMetrics.From(hold.Sums, scene.Bars.Calendar.BarsPerYear(scene.Bars.Timeframe)), hold.Metrics);
        Assert.True(hold.Metrics.Trades > 0);
    }

    [Fact]
    public async Task ScoreAsync_StoredArtifacts_GiveEveryFigureAgain()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "AGAINUSDT");
        await scene.ScoreAsync();
        StoredForecasts forecasts = await StoredForecasts.OpenAsync(scene);
        RegimeLabels labels = RegimeClassifier.Classify(forecasts.Bars, RegimeRuleSet.Default, RegimeOptions.Default);
        SlowBacktest again = new(forecasts.Bars, [.. Enumerable.Range(0, labels.Count).Select(labels.NameOf)], forecasts.Windows, ScoringScene.Horizon);
        SlowEnsemble ensembles = new(forecasts.Bars, forecasts.Windows, ScoringScene.Horizon);
        Dictionary<(string Strategy, string Regime), StoredBacktest> rows = [];
        await foreach (StoredBacktest row in scene.Services.GetRequiredService<BacktestStore>().ListAsync(scene.RunId, null, Cancellation)) rows[(row.Strategy, row.Regime)] = row;
        int compared = 0;

        foreach (string method in (string[])["direct", "recursive", "direct_multi"])
        {
            IReadOnlyList<SlowMember> members = await forecasts.MembersAsync(method);
            foreach (string ensemble in (string[])["mean", "weighted", "stacking"])
            {
                double[] signals = ensembles.Signals(ensemble, members);
                foreach (int lookback in (int[])[50, 100, 200])
                {
                    double[] confidences = again.Confidences(signals, members, lookback);
                    foreach (double threshold in (double[])[0, 0.3, 0.5, 0.7, 0.9])
                    {
                        again.Run(signals, confidences, threshold);
                        string strategy = FormattableString.Invariant($"{method}/{ensemble}/c{threshold}/l{lookback}");
                        foreach (string line in (string[])[.. labels.Names, BacktestScore.TotalName])
                        {
                            StoredBacktest stored = rows[(strategy, line)];
                            (int trades, IReadOnlyDictionary<string, double?> figures) = again.Figures(line == BacktestScore.TotalName ? null : line);
                            Near(figures["sharpe"], stored.Score, $"score of {strategy} in {line}");
                            foreach ((string name, double? value) in figures) Near(value, Figure(stored, name), $"{name} of {strategy} in {line}");
                            Assert.Equal(trades, stored.Trades);
                            Assert.Equal(ensembles.Fallbacks, Figure(stored, "fallback_windows"));
                            compared += stored.Trades > 0 ? 1 : 0;
                        }
                    }
                }
            }
        }

        Assert.True(compared > 20, $"only {compared} lines had trades");
    }

    [Fact]
    public async Task ScoreAsync_BestStrategies_HaveTradesAndCurvesThatGiveTheirFigures()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "CURVEUSDT");
        await scene.ScoreAsync();
        BacktestStore store = scene.Services.GetRequiredService<BacktestStore>();
        int reportBars = scene.Plan.Folds.Where(fold => fold.Kind == FoldKind.Average).Sum(fold => fold.Test.RowCount);

        foreach (RunBest best in (await scene.DetailsAsync()).Score!.Best)
        {
            string[] trades = await CsvAsync(store, scene.RunId, best.Strategy, BacktestFiles.TradesName);
            string[] equity = await CsvAsync(store, scene.RunId, best.Strategy, BacktestFiles.EquityName);
            StoredBacktest total = (await store.FindAsync(scene.RunId, best.Strategy, BacktestScore.TotalName, Cancellation))!;
            Assert.Equal(reportBars, equity.Length);
            Assert.Equal(total.Trades, trades.Length);
            Assert.Equal(Figure(total, "total_return")!.Value, (double.Parse(equity[^1].Split(',')[1], CultureInfo.InvariantCulture) / 10_000) - 1, 9);
            Assert.Equal(best.Trades, best.Regime == BacktestScore.TotalName ? trades.Length : trades.Count(trade => trade.Split(',')[9] == best.Regime));
        }
    }

    [Fact]
    public async Task ScoreAsync_Twice_GivesTheSameRowsAndScore()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "TWICEUSDT");
        await scene.ScoreAsync();
        IReadOnlyList<string> first = await scene.RowsAsync();
        string score = Comparable((await scene.DetailsAsync()).Score!);

        await scene.ScoreAsync();

        Assert.Equal(first, await scene.RowsAsync());
        Assert.Equal(score, Comparable((await scene.DetailsAsync()).Score!));

        static string Comparable(RunScore score) => JsonSerializer.Serialize(score with { BacktestSeconds = 0, StorageTransactions = 0 }, Storage.Documents.StorageJson.Options);
    }

    [Fact]
    public async Task ScoreAsync_OtherRegimes_LeaveNoRowsOfTheOldOnes()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "RULESUSDT");
        await scene.ScoreAsync();
        RunScore before = (await scene.DetailsAsync()).Score!;
        RegimeStore regimes = scene.Services.GetRequiredService<RegimeStore>();
        StoredRegimeRules current = await regimes.CurrentAsync(RegimeStore.DefaultSet, Cancellation);
        Assert.NotNull(await regimes.SaveAsync(RegimeStore.DefaultSet, current.Rules.Remove("calm_ranging"), "fewer", current.Version, Cancellation));
        try
        {
            await scene.ScoreAsync();

            Assert.Equal(135 * 5, (await scene.RowsAsync()).Count);
            Assert.NotEqual(before.Basis.RulesFingerprint, (await scene.DetailsAsync()).Score!.Basis.RulesFingerprint);
        }
        finally
        {
            Assert.NotNull(await regimes.SaveAsync(RegimeStore.DefaultSet, current.Rules, "as before", current.Version + 1, Cancellation));
        }
    }

    [Theory]
    [InlineData("model")]
    [InlineData("predictions")]
    [InlineData("result")]
    public async Task ScoreAsync_SomethingOfAFoldIsGone_IsReportedAndNothingIsWritten(string what)
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, $"{what}USDT");
        RunFold fold = (await scene.DetailsAsync()).Models[0].Folds[1];
        await DeleteAsync(scene, fold, what);

        RunScoreReport report = await scene.ScoreAsync();

        Assert.Equal([fold.Key], report.Missing.Select(missing => missing.Key));
        Assert.Null(report.Failure);
        Assert.Empty(await scene.RowsAsync());
        RunDetails details = await scene.DetailsAsync();
        Assert.Null(details.Score);
        Assert.All(details.Models.SelectMany(model => model.Folds), each => Assert.Null(each.Outcome));
    }

    [Fact]
    public async Task ScoreAsync_FoldFailedForGood_FailsTheRunByName()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "FAILUSDT", trained: false);
        RunDetails details = await scene.DetailsAsync();
        await scene.TrainAsync(details.Models[0].Folds);
        FoldTaskStore tasks = scene.Services.GetRequiredService<FoldTaskStore>();
        foreach ((int fold, string reason) in ((int, string)[])[(0, "there is no usable row"), (1, "nobody took it"), (2, "there is no usable row")])
        {
            FoldTaskRow row = (await tasks.FindAsync(details.Models[1].Folds[fold].Key, Cancellation))!;
            Assert.NotNull(await tasks.TryUpdateAsync(row with { State = FoldTaskState.Failed, Reason = reason }, Cancellation));
        }

        RunScoreReport report = await scene.ScoreAsync();

        StoredRun run = await scene.RunAsync();
        Assert.Equal(
            "The run has folds that cannot be used: folds 1 and 3 at horizon 3 failed: there is no usable row; fold 2 at horizon 3 failed: nobody took it", report.Failure);
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(report.Failure, run.Error);
        Assert.NotNull(run.Finished);
        Assert.False(report.IsScored);
    }

    [Fact]
    public async Task ScoreAsync_DamagedPredictions_FailTheRunByTheFoldsName()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "DAMAGEUSDT");
        RunFold fold = (await scene.DetailsAsync()).Models[0].Folds[1];
        FoldOutcome outcome = JsonSerializer.Deserialize<FoldOutcome>(
            (await scene.Services.GetRequiredService<FoldTaskStore>().FindOutcomeAsync(fold.Key, Cancellation))!, ApiJson.Options)!;
        FoldReference reference = FoldReference.Parse(outcome.Files[FoldFiles.Predictions]);
        await scene.Services.GetRequiredService<PredictionStore>().WriteAsync(reference.RunId, reference.Fold, "junk"u8.ToArray(), Cancellation);

        RunScoreReport report = await scene.ScoreAsync();

        Assert.Equal(
            "The run has folds that cannot be used: fold 2 at horizon 1: The predictions cannot be used: they do not begin as predictions of this version do. "
            + "Take them from a copy, or train the fold again",
            report.Failure);
    }

    [Fact]
    public async Task ScoreAsync_BarsChangedSincePlanned_FailsTheRun()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "MOVEDUSDT");
        Assert.NotNull(await scene.Services.GetRequiredService<Storage.Bars.BarStore>().WriteAsync(ScoringScene.MarketOf("MOVEDUSDT", seed: 12), revision: 1, Cancellation));

        RunScoreReport report = await scene.ScoreAsync();

        Assert.StartsWith("The bars of MOVEDUSDT 4h have changed since the folds were planned", report.Failure, StringComparison.Ordinal);
        Assert.Empty(await scene.RowsAsync());
    }

    [Fact]
    public async Task ScoreAsync_UnknownRun_IsRefused()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "NOBODYUSDT", trained: false);

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => scene.Scorer.ScoreAsync("nobody", Cancellation));

        Assert.Equal("There is no run 'nobody' to score.", error.Message);
    }

    private static async Task DeleteAsync(ScorerScene scene, RunFold fold, string what)
    {
        FoldOutcome outcome = JsonSerializer.Deserialize<FoldOutcome>(
            (await scene.Services.GetRequiredService<FoldTaskStore>().FindOutcomeAsync(fold.Key, Cancellation))!, ApiJson.Options)!;
        string place = FoldReference.Parse(outcome.Files[FoldFiles.Model]).RunId;
        if (what == "model") await scene.Services.GetRequiredService<ModelStore>().DeleteAsync(place, Cancellation);
        if (what == "predictions") await scene.Services.GetRequiredService<PredictionStore>().DeleteAsync(place, Cancellation);
        if (what != "result") return;
        TableClient table = scene.Services.GetRequiredService<StorageClients>().Tables.GetTableClient(StorageNames.Tables.FoldResults);
        await table.DeleteEntityAsync(TableKey.Of(fold.Key), "result", cancellationToken: Cancellation);
    }

    private static async Task<string[]> CsvAsync(BacktestStore store, string run, string strategy, string name) =>
        Encoding.UTF8.GetString((await store.ReadBlobAsync(run, strategy, name, Cancellation))!).Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..];

    private static double? Figure(StoredBacktest stored, string name) =>
        stored.Metrics.GetProperty(name) is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    private static void Near(double? expected, double? actual, string what)
    {
        bool isNear = expected is { } value ? Math.Abs(value - (actual ?? double.NaN)) <= 1e-9 * Math.Max(1, Math.Abs(value)) : actual is null;
        Assert.True(isNear, $"{what} is {actual}, and was found to be {expected}");
    }
}
