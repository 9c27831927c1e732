namespace ServerlessTraining.Domain.Presets;

/// <summary>The metric that a training with this seed reached.</summary>
public sealed record PresetSeed(ulong Seed, double Value);
