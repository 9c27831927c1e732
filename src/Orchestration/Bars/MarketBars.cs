using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Bars;

/// <summary>A series with its fingerprint, which takes a while to compute.</summary>
public sealed record MarketBars(BarSeries Bars, string Fingerprint);
