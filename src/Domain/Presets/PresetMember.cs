namespace ServerlessTraining.Domain.Presets;

/// <summary>A preset in an ensemble.</summary>
/// <param name="Weight">Above 0; the weights of an ensemble sum to 1.</param>
public sealed record PresetMember(string Name, int Version, double Weight);
