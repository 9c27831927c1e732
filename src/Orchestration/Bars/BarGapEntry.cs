namespace ServerlessTraining.Orchestration.Bars;

/// <summary>Bars that should be there and are not.</summary>
/// <param name="From">Open of the first missing bar.</param>
/// <param name="To">Close of the last missing bar.</param>
public sealed record BarGapEntry(DateTimeOffset From, DateTimeOffset To, long Missing);
