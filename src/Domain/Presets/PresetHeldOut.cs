namespace ServerlessTraining.Domain.Presets;

/// <summary>The preset and the library's defaults on the last part of the data, which the search never saw.</summary>
/// <param name="DeflatedProbability">That the figure is no luck of many looks, 0 to 1; null where it cannot be said.</param>
/// <param name="Looks">How often this part had been looked at by then, this look included.</param>
/// <param name="Verdict">A sentence for people.</param>
public sealed record PresetHeldOut(
    DateTimeOffset From, DateTimeOffset To, IReadOnlyDictionary<string, double?> Preset, IReadOnlyDictionary<string, double?> Defaults, double? DeflatedProbability,
    int Looks, bool BeatsDefaults, string Verdict);
