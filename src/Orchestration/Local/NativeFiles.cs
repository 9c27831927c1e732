namespace ServerlessTraining.Orchestration.Local;

/// <summary>Where the list of the native libraries lies: beside a program that was published with them, or in the clone.</summary>
public static class NativeFiles
{
    /// <summary>Of a program that was published with them, as the trainer is.</summary>
    public static string BesideProgram => ManifestIn(AppContext.BaseDirectory);

    /// <summary>Null where there is neither, as in a deployed functions app.</summary>
    public static string? FindManifest() => FindManifest(AppContext.BaseDirectory, RepositoryRoot.Find());

    /// <param name="app">The folder of the program.</param>
    /// <param name="clone">Null where there is none.</param>
    internal static string? FindManifest(string app, RepositoryRoot? clone) => File.Exists(ManifestIn(app)) ? ManifestIn(app) : clone?.NativeManifest;

    private static string ManifestIn(string app) => Path.Combine(app, "native", "manifest.json");
}
