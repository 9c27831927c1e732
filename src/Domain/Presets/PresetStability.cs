namespace ServerlessTraining.Domain.Presets;

/// <summary>The metric over several seeds of the training.</summary>
/// <param name="Spread">Standard deviation, 0 or more.</param>
/// <param name="MedianSeed">The one whose figure is reported.</param>
public sealed record PresetStability(IReadOnlyList<PresetSeed> Seeds, double Mean, double Spread, ulong MedianSeed);
