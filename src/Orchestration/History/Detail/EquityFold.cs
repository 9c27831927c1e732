namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>The report window of a fold.</summary>
/// <param name="Number">In the plan.</param>
/// <param name="From">The open of its first bar.</param>
/// <param name="To">The close of its last bar, which is a point of the curve.</param>
public sealed record EquityFold(int Number, DateTimeOffset From, DateTimeOffset To);
