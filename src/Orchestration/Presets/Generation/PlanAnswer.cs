using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The answer to `cancel`.</summary>
/// <param name="StatusUrl">Where to look, from the host's root.</param>
/// <param name="Status">When it was asked.</param>
/// <param name="Message">What happens now.</param>
public sealed record PlanAnswer(string PlanId, string StatusUrl, PresetPlanStatus Status, string Message);
