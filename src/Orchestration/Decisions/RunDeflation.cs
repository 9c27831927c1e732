using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Ledgers;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>The trial ledger of a market's bars, and what it does to the figures found there.</summary>
internal sealed class RunDeflation(LedgerStore store)
{
    /// <param name="lines">In the text form of the ledger, with or without its head.</param>
    public Task RecordAsync(SelectionMarket market, string dataFingerprint, IEnumerable<string> lines, CancellationToken cancellation)
    {
        string[] head = [.. TrialLedgerText.Lines(Empty(market, dataFingerprint))];
        return store.RecordAsync(TrialLedgerText.Parse(head.Concat(lines.Where(line => !head.Contains(line)))), cancellation);
    }

    public Task RecordAsync(SelectionMarket market, string dataFingerprint, TrialLook look, CancellationToken cancellation) =>
        store.RecordAsync(Empty(market, dataFingerprint).Record(look), cancellation);

    public Task<TrialLedger> LoadAsync(SelectionMarket market, string dataFingerprint, CancellationToken cancellation) =>
        store.LoadAsync(MarketName.InLedger(market), dataFingerprint, cancellation);

    public static MetricValue Probability(TrialLedger ledger, RunBest best) => Probability(ledger, best.SharpePerBar, best.Observations, best.Skewness, best.Kurtosis);

    public static MetricValue Probability(TrialLedger ledger, TradingMetrics metrics) =>
        Probability(ledger, metrics.SharpePerBar, (int)metrics.Bars, metrics.Skewness, metrics.Kurtosis);

    private static TrialLedger Empty(SelectionMarket market, string dataFingerprint) => new(MarketName.InLedger(market), dataFingerprint);

    private static MetricValue Probability(TrialLedger ledger, MetricValue sharpePerBar, int observations, MetricValue skewness, MetricValue kurtosis)
    {
        if (sharpePerBar.Value is not { } sharpe) return sharpePerBar;
        if (skewness.Value is not { } third) return skewness;
        if (kurtosis.Value is not { } fourth) return kurtosis;
        return ledger.Total == 0
            ? MetricValue.Undefined("the ledger has no look at these bars")
            : SharpeInference.DeflatedSharpe(SharpeObservation.FromMoments(sharpe, observations, third, fourth), ledger.Deflation());
    }
}
