using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Storage.Runs;

/// <summary>Which runs are wanted; what is null is not asked for.</summary>
public sealed record RunFilter
{
    public string? Regime { get; init; }

    public string? QueueId { get; init; }

    public string? Tag { get; init; }

    public Symbol? Symbol { get; init; }

    public Timeframe? Timeframe { get; init; }

    public string? ModelType { get; init; }

    public RunStatus? Status { get; init; }

    public bool? Kept { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Created before.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>The deleted ones instead of the others.</summary>
    public bool Deleted { get; init; }
}
