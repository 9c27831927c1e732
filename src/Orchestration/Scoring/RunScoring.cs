using System.Security.Cryptography;
using System.Text;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>Scores a run: what its models say, traded by every strategy, figures by regime. Knows no storage and no clock; the same case gives the same results.</summary>
internal static class RunScoring
{
    public const string BuyAndHold = "buy_and_hold";
    public const string Naive = "naive";

    private static readonly MetricValue NotDeflated = MetricValue.Undefined("it is deflated when the run is decided on");

    /// <exception cref="Domain.ServerlessTrainingException">The parts of the case do not belong together.</exception>
    public static async Task<RunResults> RunAsync(ScoringCase work, CancellationToken cancellation)
    {
        work.Validate();
        BarSeries bars = work.KnownBars();
        ScoringRows rows = ScoringRows.Of(work);
        RunMembers members = new(work, rows, bars);
        PredictionSet predictions = await members.BuildAsync(work.Rules.Strategies().Methods, cancellation);
        RegimeLabels regimes = RegimeClassifier.Classify(bars, work.RegimeRules, work.RegimeOptions);
        BacktestOptions options = work.Rules.Backtest;
        IReadOnlyList<StrategyResult> results = StrategyBacktester.Run(bars, predictions, regimes, work.Rules.Strategies(), options, cancellation);
        RunBest[] best = [.. RunLooks.Lines(results).Select(line => Best(line.Name, line.Lines, results, work.Rules.Selection))];
        InferenceStrategy[] traced =
        [
            .. best.Select(one => InferenceStrategy.Parse(one.Strategy)).Distinct().Where(strategy => predictions[strategy.Method].Absence is null),
        ];
        TradeSimulator simulator = new(bars, rows.Windows, regimes, options, predictions.Horizon);
        string rules = work.RegimeRules.Fingerprint(work.RegimeOptions);
        return new RunResults(
            new ScoreBasis(Fingerprint(work.DataFingerprint, bars, rows.Windows), rules),
            bars,
            regimes,
            predictions,
            results,
            best,
            [.. traced.Select(strategy => StrategyBacktester.Trace(bars, predictions, regimes, strategy, options))],
            new Dictionary<string, IReadOnlyList<ScoreLine>>
            {
                [BuyAndHold] = All(simulator.Score(Baselines.BuyAndHold(rows.Windows))),
                [Naive] = All(simulator.Score(Baselines.LastReturn(bars, rows.Windows, options.AllowShort))),
            },
            RegimeBars(rows.Windows, regimes),
            RunLooks.Of(work, rules, results),
            [.. members.Notes, .. Notes(predictions, results)]);
    }

    /// <summary>One strategy of the run bar by bar, from what <see cref="RunAsync"/> scores.</summary>
    /// <exception cref="Domain.ServerlessTrainingException">The parts of the case do not belong together, or its models have no such forecasts.</exception>
    public static async Task<RunTrace> TraceAsync(ScoringCase work, InferenceStrategy strategy, CancellationToken cancellation)
    {
        work.Validate();
        BarSeries bars = work.KnownBars();
        ScoringRows rows = ScoringRows.Of(work);
        PredictionSet predictions = await new RunMembers(work, rows, bars).BuildAsync([strategy.Method], cancellation);
        RegimeLabels regimes = RegimeClassifier.Classify(bars, work.RegimeRules, work.RegimeOptions);
        BacktestOptions options = work.Rules.Backtest;
        TradeSimulator simulator = new(bars, rows.Windows, regimes, options, predictions.Horizon);
        return new RunTrace(
            bars,
            regimes,
            work.AverageFolds,
            StrategyBacktester.Trace(bars, predictions, regimes, strategy, options).Curve,
            simulator.Trace(Baselines.BuyAndHold(rows.Windows)),
            options.InitialEquity);
    }

    /// <summary>Regimes, then the total line.</summary>
    public static IReadOnlyList<ScoreLine> All(BacktestScore score) => [.. score.Regimes, score.Total];

    private static RunBest Best(string name, ScoreLine[] lines, IReadOnlyList<StrategyResult> results, SelectionOptions selection)
    {
        Candidate[] candidates =
        [
            .. lines.Select((line, i) => new Candidate(results[i].Strategy.Name, name, line.Metrics.Sharpe, line.Metrics.Trades, NotDeflated)),
        ];
        Candidate best = Ranking.Best(candidates, selection);
        TradingMetrics metrics = lines[Array.IndexOf(candidates, best)].Metrics;
        return new RunBest(name, best.Strategy, best.Score, best.Trades, metrics.SharpePerBar, checked((int)metrics.Bars), metrics.Skewness, metrics.Kurtosis);
    }

    /// <summary>SHA-256 over the fingerprint of the bars and, a line each, the open times of the first and the last decision bar of each window.</summary>
    private static string Fingerprint(string data, BarSeries bars, IReadOnlyList<PredictionWindow> windows)
    {
        StringBuilder text = new(data);
        foreach (PredictionWindow window in windows) text.Append('\n').Append(bars.OpenTicks[window.FirstBar]).Append(' ').Append(bars.OpenTicks[window.EndBar - 1]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static Dictionary<string, int> RegimeBars(IReadOnlyList<PredictionWindow> windows, RegimeLabels regimes)
    {
        int[] counts = new int[regimes.Names.Count];
        foreach (PredictionWindow window in windows)
        {
            foreach (byte label in regimes.Span[window.FirstBar..window.EndBar]) counts[label]++;
        }

        return regimes.Names.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private static IEnumerable<string> Notes(PredictionSet predictions, IReadOnlyList<StrategyResult> results)
    {
        foreach (PredictionMethod method in results.Select(result => result.Strategy.Method).Distinct())
        {
            if (predictions[method].Absence is { } absence) yield return $"{StrategyNames.Of(method)}: no figures, because {absence}.";
        }

        foreach (StrategyResult result in results.DistinctBy(result => (result.Strategy.Method, result.Strategy.Ensemble)).Where(result => result.FallbackWindows > 0))
        {
            string name = $"{StrategyNames.Of(result.Strategy.Method)}/{StrategyNames.Of(result.Strategy.Ensemble)}";
            yield return $"{name}: the plain mean in {result.FallbackWindows} of {predictions.Windows.Count} windows, for want of earlier rows.";
        }
    }
}
