using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>An entry of a plan, how far it is and what came of it.</summary>
/// <param name="Number">From 1, by priority.</param>
/// <param name="Preset">The name of the preset that it makes.</param>
public sealed record PlanEntryView(int Number, int Priority, string Preset, PresetPlanEntryStatus Status)
{
    public PublishRule Publish { get; init; }

    /// <summary>What is searched for, such as roc_auc.</summary>
    public required string Objective { get; init; }

    /// <summary>The last phase of its search, 1 to 4.</summary>
    public int Phases { get; init; }

    public string? StudyId { get; init; }

    /// <summary>Of its search; null before it.</summary>
    public PlanStudyView? Study { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>Why it was skipped, kept, or failed.</summary>
    public string? Reason { get; init; }

    /// <summary>Of the preset that it published.</summary>
    public int? Version { get; init; }

    /// <summary>By horizon and in the mean: the preset beside the library's defaults, and beside the version that was current where it was compared with that.</summary>
    public IReadOnlyList<HeldOutLine>? Lines { get; init; }

    /// <summary>As the preset has it.</summary>
    public PresetHeldOut? HeldOut { get; init; }
}
