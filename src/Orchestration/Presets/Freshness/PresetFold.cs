namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>A fold that a preset is judged on.</summary>
/// <param name="Key">Of the work: rows and files are found by it.</param>
/// <param name="Hash">Of the configuration.</param>
public sealed record PresetFold(int Horizon, string Key, string Hash);
