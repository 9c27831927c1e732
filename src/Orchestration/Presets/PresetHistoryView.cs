using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>All that happened to a preset.</summary>
/// <param name="Latest">The current version.</param>
/// <param name="Events">The oldest first.</param>
public sealed record PresetHistoryView(string Name, int Latest, bool Deleted, IReadOnlyList<PresetEvent> Events);
