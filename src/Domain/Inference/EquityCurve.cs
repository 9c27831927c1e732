namespace ServerlessTraining.Domain.Inference;

/// <summary>A backtest bar by bar: one value a report bar, all windows one after the other.</summary>
/// <param name="Bars">Indices into the series.</param>
/// <param name="Equity">Cash and the position marked at the bar's close.</param>
/// <param name="Positions">Held on from the bar's close: 1, 0 or -1. 0 where the position was closed at that close.</param>
/// <param name="Regimes">What the bar counts for: an index into the regimes' names.</param>
/// <param name="RuinBar">Where the equity was gone; null where it never was.</param>
public sealed record EquityCurve(
    IReadOnlyList<int> Bars,
    IReadOnlyList<double> Equity,
    IReadOnlyList<sbyte> Positions,
    IReadOnlyList<byte> Regimes,
    IReadOnlyList<Trade> Trades,
    int? RuinBar);
