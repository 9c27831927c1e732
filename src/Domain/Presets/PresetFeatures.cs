namespace ServerlessTraining.Domain.Presets;

/// <summary>What the models of a preset see.</summary>
/// <param name="System">The feature system, as in the name.</param>
/// <param name="Version">Of the feature system: another version computes other values.</param>
/// <param name="Encoder">How time is encoded.</param>
/// <param name="IndicatorTimeframes">Timeframes besides its own that features are computed on.</param>
public sealed record PresetFeatures(string System, string Version, string Encoder, IReadOnlyList<string> IndicatorTimeframes);
