namespace ServerlessTraining.Models.Native;

/// <summary>Every native library of the product with what came of loading it.</summary>
public sealed class NativeLibraryInventory(NativeLibraryOptions options)
{
    /// <summary>Whether this machine is meant to have the libraries: a listed library that does not load is a fault, an unlisted machine is not.</summary>
    public bool Required => options.ManifestPath is not null;

    public IReadOnlyList<NativeLibraryStatus> Check() => [.. NativeLibraryNames.All.Select(name => Load(name, out _))];

    /// <summary>Reads the manifest anew, so that what set-up brought in between is found.</summary>
    /// <param name="name">One of <see cref="NativeLibraryNames.All"/>.</param>
    /// <param name="handle">Of the library; 0 where it does not load.</param>
    internal NativeLibraryStatus Load(string name, out nint handle)
    {
        handle = 0;
        if (options.ManifestPath is null) return Absent(name, "not installed on this machine: set-up (./run or ./test) never ran on it");
        try
        {
            NativeLibraryEntry? entry = NativeLibraryManifest.Read(options.ManifestPath).Entries.FirstOrDefault(entry => string.Equals(entry.Name, name, StringComparison.Ordinal));
            return entry is null
                ? Absent(name, $"not listed in '{options.ManifestPath}'. Run ./run or ./test once more: set-up adds it.")
                : NativeLibraryLoader.Load(entry, out handle);
        }
        catch (NativeLibraryManifestException error)
        {
            return Absent(name, error.Message);
        }
    }

    private static NativeLibraryStatus Absent(string name, string error) =>
        new(name, Version: null, Source: "missing", Path: null, Loads: false, error);
}
