using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Market.Synthetic;

/// <summary>A synthetic market and the truth about it.</summary>
/// <param name="Bars">The bars.</param>
/// <param name="TrueRegimes">The regime that each bar was made in. No bar is unclassified.</param>
public sealed record SyntheticBars(BarSeries Bars, RegimeLabels TrueRegimes);
