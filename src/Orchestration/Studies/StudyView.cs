using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What `GET /api/presets/studies/{id}` tells. Values are those of the objective, in its own direction.</summary>
/// <param name="Status">pending, running, completed, failed or cancelled.</param>
/// <param name="HigherIsBetter">Of the objective.</param>
/// <param name="Trials">How many there are at most, and how many ended how.</param>
public sealed record StudyView(
    string StudyId, string Symbol, string Timeframe, string Model, string Status, string Objective, bool HigherIsBetter, StudyCounters Trials, DateTimeOffset Created)
{
    public required StudySpec Spec { get; init; }

    /// <summary>1 broad, 2 focused, 3 local, 4 stability; 0 before the first trial.</summary>
    public int Phase { get; init; }

    /// <summary>broad, focused, local or stability; null before the first trial.</summary>
    public string? PhaseName { get; init; }

    /// <summary>From 1; 0 before the first trial.</summary>
    public int Generation { get; init; }

    /// <summary>Trials that are being measured.</summary>
    public int Running { get; init; }

    /// <summary>The best trial of the first three phases; null before the first that was measured to the end.</summary>
    public StudyBest? Best { get; init; }

    /// <summary>Each trial that was better than all before it.</summary>
    public IReadOnlyList<StudyBest> History { get; init; } = [];

    /// <summary>Winner and importance; null unless it is completed.</summary>
    public StudyOutcome? Outcome { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>From start to end, or to now; null before the start.</summary>
    public double? Seconds { get; init; }

    /// <summary>Why it is in its state, where that needs saying.</summary>
    public string? Reason { get; init; }

    /// <summary>When somebody asked to cancel it.</summary>
    public DateTimeOffset? CancelAsked { get; init; }
}
