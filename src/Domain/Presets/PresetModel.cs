namespace ServerlessTraining.Domain.Presets;

/// <summary>What is trained.</summary>
/// <param name="Type">As configurations name it, such as lightgbm; <see cref="ArchitectureNames.EnsembleType"/> for an ensemble.</param>
/// <param name="Architecture">The word in the name, such as LightGBM.</param>
public sealed record PresetModel(string Type, string Architecture);
