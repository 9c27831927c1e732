using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A job as `GET /api/training/jobs/{id}` shows it.</summary>
public sealed record JobView(string JobId, string Symbol, string Timeframe, JobMode TrainingMode, JobStatus Status, DateTimeOffset Created)
{
    /// <summary>As it was asked for.</summary>
    public required JobRequest Request { get; init; }

    /// <summary>quick, approval or full: what it does now. Null before the first and after the last.</summary>
    public string? Stage { get; init; }

    /// <summary>0 to 100, by folds of all its stages.</summary>
    public double ProgressPct { get; init; }

    /// <summary>Folds that have ended, of the stage that runs or was the last.</summary>
    public int Fold { get; init; }

    /// <summary>Of that stage.</summary>
    public int Folds { get; init; }

    /// <summary>Null where it was not begun.</summary>
    public JobStageView? Quick { get; init; }

    /// <summary>Null where it was not begun.</summary>
    public JobStageView? Full { get; init; }

    /// <summary>Null where there is none (full), or no judgement yet.</summary>
    public bool? GatePassed { get; init; }

    /// <summary>Empty where there is no judgement.</summary>
    public IReadOnlyList<JobGateLine> Gate { get; init; } = [];

    /// <summary>Null where there is none yet, or none is asked for.</summary>
    public JobDecision? Decision { get; init; }

    /// <summary>When waiting for approval ends in a rejection.</summary>
    public DateTimeOffset? ApprovalUntil { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public double ElapsedSeconds { get; init; }

    /// <summary>Of the stage that runs, estimated from its folds that were trained; null until one was.</summary>
    public double? SecondsLeft { get; init; }

    /// <summary>Why it is in its state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>What configs/targets.yaml hopes for in this market, by metric: shown beside the result, never asserted. Null where it says nothing.</summary>
    public IReadOnlyDictionary<string, string>? Target { get; init; }

    /// <summary>Of the live model that it published.</summary>
    public int? LiveVersion { get; init; }
}
