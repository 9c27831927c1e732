namespace ServerlessTraining.Models.Native;

/// <summary>Where the native libraries are listed.</summary>
public sealed record NativeLibraryOptions
{
    /// <summary>Path of manifest.json; null (the default) where set-up never ran, as in a deployed Functions app, which trains nothing.</summary>
    public string? ManifestPath { get; init; }
}
