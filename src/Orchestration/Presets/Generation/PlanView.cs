using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>A plan as `GET /api/presets/plans/{id}` shows it.</summary>
public sealed record PlanView(string PlanId, PresetPlanStatus Status, DateTimeOffset Created)
{
    public DateTimeOffset? Finished { get; init; }

    public double ElapsedSeconds { get; init; }

    /// <summary>Why it is in its state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>Entries that ended with a preset: a new version, or the current one kept.</summary>
    public int Done { get; init; }

    public int Failed { get; init; }

    public int Skipped { get; init; }

    public int Cancelled { get; init; }

    /// <summary>By priority.</summary>
    public required IReadOnlyList<PlanEntryView> Entries { get; init; }
}
