namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Stored series, by symbol and timeframe.</summary>
/// <param name="Continuation">Asks for the next; null at the end.</param>
public sealed record BarSeriesList(IReadOnlyList<BarSeriesInfo> Items, string? Continuation);
