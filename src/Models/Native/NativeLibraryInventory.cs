namespace ServerlessTraining.Models.Native;

/// <summary>Every native library of the product with what came of loading it.</summary>
public sealed class NativeLibraryInventory(NativeLibraryOptions options)
{
    /// <summary>Whether this machine is meant to have the libraries: a listed library that does not load is a fault, an unlisted machine is not.</summary>
    public bool Required => options.ManifestPath is not null;

    public IReadOnlyList<NativeLibraryStatus> Check()
    {
        if (options.ManifestPath is null) return [.. NativeLibraryNames.All.Select(name => Absent(name, "not installed on this machine"))];
        try
        {
            IReadOnlyList<NativeLibraryEntry> entries = NativeLibraryManifest.Read(options.ManifestPath).Entries;
            return [.. NativeLibraryNames.All.Select(name => entries.FirstOrDefault(e => string.Equals(e.Name, name, StringComparison.Ordinal)) is { } entry
                ? NativeLibraryLoader.Load(entry)
                : Absent(name, $"not listed in '{options.ManifestPath}'. Run ./run or ./test once more: set-up adds it."))];
        }
        catch (NativeLibraryManifestException error)
        {
            return [.. NativeLibraryNames.All.Select(name => Absent(name, error.Message))];
        }
    }

    private static NativeLibraryStatus Absent(string name, string error) =>
        new(name, Version: null, Source: "missing", Path: null, Loads: false, error);
}
