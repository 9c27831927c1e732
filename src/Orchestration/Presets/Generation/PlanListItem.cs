using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>A plan in a list.</summary>
/// <param name="Done">Entries that ended with a preset.</param>
public sealed record PlanListItem(
    string PlanId, PresetPlanStatus Status, DateTimeOffset Created, DateTimeOffset? Finished, int Entries, int Done, int Failed, int Skipped, int Cancelled);
