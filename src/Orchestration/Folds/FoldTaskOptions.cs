using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Folds;

/// <summary>The times and limits of the protocol.</summary>
public sealed record FoldTaskOptions
{
    /// <summary>How often a running try writes its heartbeat. Default 30 s, from 0.1 s to 5 min.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a running try looks whether it still counts, so that one that was cancelled ends. Default 1 s, from 0.05 s to 1 min, and no longer than
    /// <see cref="Heartbeat"/>.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A running try whose heartbeat is older is given up, and the task dispatched again where it was, or ended after the last. Default 5 min; at least three
    /// heartbeats.</summary>
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A dispatched task that nobody has taken for so long is dispatched again, to the CPUs. Default 30 min; at least <see cref="SilentAfter"/>.</summary>
    public TimeSpan UntakenAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Tries in all before a fold has failed for good; also the dispatches in a row that nobody took, from queues that nobody served. Default 5,
    /// from 1 to 100.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>Itself, for whoever keeps it.</summary>
    /// <exception cref="ServerlessTrainingException">Something is out of its range; all of it is told.</exception>
    public FoldTaskOptions Validated()
    {
        List<string> errors = [];
        if (Heartbeat < TimeSpan.FromSeconds(0.1) || Heartbeat > TimeSpan.FromMinutes(5)) errors.Add($"the heartbeat is {Heartbeat:c}; 00:00:00.1 to 00:05:00 is allowed");
        if (Look < TimeSpan.FromSeconds(0.05) || Look > TimeSpan.FromMinutes(1)) errors.Add($"look is {Look:c}; 00:00:00.05 to 00:01:00 is allowed");
        else if (Look > Heartbeat) errors.Add($"look is {Look:c}; at most the heartbeat ({Heartbeat:c}) is allowed, which is written at a look");
        if (SilentAfter < 3 * Heartbeat) errors.Add($"silent_after is {SilentAfter:c}; at least three heartbeats ({3 * Heartbeat:c}) are needed, so that one late beat is no death");
        if (UntakenAfter < SilentAfter) errors.Add($"untaken_after is {UntakenAfter:c}; at least silent_after ({SilentAfter:c}) is needed");
        if (MaxAttempts is < 1 or > 100) errors.Add($"max_attempts is {MaxAttempts}; 1 to 100 is allowed");
        if (errors.Count > 0) throw new ServerlessTrainingException($"The fold task options cannot be used: {string.Join("; ", errors)}.");
        return this;
    }
}
