namespace ServerlessTraining.Orchestration.Presets;

/// <summary>A preset that was imported.</summary>
/// <param name="Version">That it became here.</param>
/// <param name="FileName">Its name in the file.</param>
/// <param name="FileVersion">Where it came from.</param>
public sealed record PresetImported(string Name, int Version, string FileName, int FileVersion, PresetTrust Trust);
