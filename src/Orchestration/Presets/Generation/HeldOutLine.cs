namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>A figure of the held-out part.</summary>
/// <param name="Horizon">In bars; null for the mean over all.</param>
/// <param name="Metric">As roc_auc.</param>
/// <param name="Current">Of the version that was current; null where there was none to compare with.</param>
public sealed record HeldOutLine(int? Horizon, string Metric, double? Preset, double? Defaults, double? Current);
