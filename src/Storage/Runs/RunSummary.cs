using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Runs;

/// <summary>A run in a list.</summary>
public sealed record RunSummary(
    string Id, Symbol Symbol, Timeframe Timeframe, string ModelType, RunStatus Status, DateTimeOffset Created, bool? Kept, IReadOnlyList<string> Regimes, string? QueueId)
{
    public IReadOnlyList<string> Tags { get; init; } = [];
}
