using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Where a study stands.</summary>
/// <param name="Progress">For people.</param>
internal sealed record PresetStudyState(StudyStatus Status, PlanStudyView Progress);
