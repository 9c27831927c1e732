namespace ServerlessTraining.Storage.Presets;

/// <summary>A preset in a list.</summary>
public sealed record PresetSummary(string Name, int Version, DateTimeOffset At, double? BestMetric);
