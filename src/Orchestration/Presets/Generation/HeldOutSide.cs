namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>What is judged on the held-out part.</summary>
/// <param name="Name"><see cref="Preset"/>, <see cref="Defaults"/> or <see cref="Current"/>.</param>
/// <param name="HyperParameters">Canonical JSON.</param>
/// <param name="Encoder">Null for the spec's own.</param>
/// <param name="Keys">Of its folds, one for each horizon of the preset, in their order.</param>
public sealed record HeldOutSide(string Name, string HyperParameters, string? Encoder, IReadOnlyList<string> Keys)
{
    public const string Preset = "preset";
    public const string Defaults = "defaults";

    /// <summary>The version of the preset that is current when the report is made.</summary>
    public const string Current = "current";
}
