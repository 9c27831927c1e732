namespace ServerlessTraining.Models.Native;

/// <summary>One library of the manifest. Paths are absolute; <paramref name="Preload"/> is loaded first, so that its SONAMEs resolve.</summary>
/// <param name="Name">One of <see cref="NativeLibraryNames.All"/>.</param>
/// <param name="File">Full path of the shared library.</param>
/// <param name="Version">The version that set-up found; the library's own answer wins.</param>
/// <param name="Source">built, debian, system or environment.</param>
/// <param name="Origin">The package or variable it came from.</param>
/// <param name="Preload">Full paths, in loading order.</param>
public sealed record NativeLibraryEntry(
    string Name, string File, string? Version, string Source, string? Origin, IReadOnlyList<string> Preload);
