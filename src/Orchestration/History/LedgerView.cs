using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.History;

/// <summary>What was looked at on a market's data, and what that does to its figures. Sharpe ratios are annualised by the market's calendar.</summary>
/// <param name="IsCurrent">Whether these are the bars that are stored now; null where none are.</param>
/// <param name="Looks">By kind, without the final segment.</param>
/// <param name="FinalSegmentLooks">Openings of the final segment; more than one is one too many.</param>
/// <param name="Total">All looks, those at the final segment too: what figures are deflated by.</param>
/// <param name="SharpeDeviation">Of the ratios that were seen.</param>
/// <param name="ExpectedMaximumSharpe">The ratio that the best of so many trials shows without any skill.</param>
/// <param name="Observations">Bars of a record for which <paramref name="RequiredSharpe"/> holds.</param>
/// <param name="RequiredSharpe">The ratio that a record needs by now for a deflated probability of <paramref name="Confidence"/>, for normal returns.</param>
public sealed record LedgerView(
    string Market, string DataFingerprint, bool? IsCurrent, LedgerLooks Looks, long FinalSegmentLooks, long Total, double BarsPerYear, MetricValue SharpeDeviation,
    MetricValue ExpectedMaximumSharpe, int Observations, double Confidence, MetricValue RequiredSharpe);
