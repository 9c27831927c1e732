using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.History;

namespace ServerlessTraining.Orchestration.Scoring;

/// <summary>What a run adds to the ledger of its market: the configuration, its seed, and every figure from which a best one was taken, in all bars and in each regime. A further
/// threshold is a look of its own kind; the first belongs to its strategy. Only the looks at all bars carry their Sharpe ratios. Those of regimes would mix what few bars make of
/// a ratio, and how regimes differ, into one scatter, beside which no true signal could be told: README.md has the figures.</summary>
internal static class RunLooks
{
    /// <summary>In the text form of the ledger.</summary>
    public static IReadOnlyList<string> Of(ScoringCase work, string rulesFingerprint, IReadOnlyList<StrategyResult> results)
    {
        string configuration = work.Configuration.Hash.ToString();
        string seed = $"{configuration} seed {work.Seed}";
        double first = work.Rules.ConfidenceThresholds[0];
        List<TrialLook> looks = [TrialLook.Of(TrialKind.Configuration, configuration), TrialLook.Of(TrialKind.Seed, seed)];
        foreach ((string name, ScoreLine[] lines) in Lines(results))
        {
            string key = $"{seed} plan {work.Plan.Key} rules {rulesFingerprint} {name}";
            foreach ((bool isFirst, MetricValue[] ratios) in lines
                .Select((line, i) => (IsFirst: results[i].Strategy.ConfidenceThreshold == first, line.Metrics.SharpePerBar))
                .GroupBy(look => look.IsFirst, look => look.SharpePerBar, (isFirst, ratios) => (isFirst, ratios.ToArray())))
            {
                TrialKind kind = isFirst ? TrialKind.Strategy : TrialKind.Threshold;
                looks.Add(name == BacktestScore.TotalName ? TrialLook.Of(kind, key, ratios) : TrialLook.Of(kind, key, ratios.Length));
            }
        }

        SelectionMarket market = new(work.Bars.Symbol, work.Bars.Timeframe);
        return [.. TrialLedgerText.Lines(new TrialLedger(MarketName.InLedger(market), work.DataFingerprint).Record(looks))];
    }

    /// <summary>The lines of all strategies by regime, then those of all bars.</summary>
    public static IEnumerable<(string Name, ScoreLine[] Lines)> Lines(IReadOnlyList<StrategyResult> results)
    {
        for (int regime = 0; regime < results[0].Score.Regimes.Count; regime++)
        {
            yield return (results[0].Score.Regimes[regime].Name, [.. results.Select(result => result.Score.Regimes[regime])]);
        }

        yield return (BacktestScore.TotalName, [.. results.Select(result => result.Score.Total)]);
    }
}
