using System.Runtime.InteropServices;

namespace ServerlessTraining.Models.Native;

/// <summary>Loads native libraries and says what came of it; it never throws for a library that is broken.</summary>
public static class NativeLibraryLoader
{
    public static NativeLibraryStatus Load(NativeLibraryEntry entry) => Load(entry, out _);

    /// <param name="entry">What to load.</param>
    /// <param name="handle">For its functions; 0 where it cannot be used. Never freed: .NET runs code of it until the process ends.</param>
    internal static NativeLibraryStatus Load(NativeLibraryEntry entry, out nint handle)
    {
        ArgumentNullException.ThrowIfNull(entry);
        handle = 0;
        try
        {
            foreach (string file in entry.Preload) LoadFile(file);
            nint loaded = LoadFile(entry.File);
            if (NativeLibraryProbe.MissingExport(entry.Name, loaded) is { } export)
            {
                return Failed(entry, $"'{entry.File}' loads, but has no function '{export}': it is not {entry.Name}, or another build of it");
            }

            handle = loaded;
            return new NativeLibraryStatus(
                entry.Name, NativeLibraryProbe.Version(entry.Name, loaded) ?? entry.Version, entry.Source, entry.File, Loads: true, Error: null);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or FileNotFoundException)
        {
            return Failed(entry, error.Message.ReplaceLineEndings(" ").Trim());
        }
    }

    private static nint LoadFile(string file)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"'{file}' is missing. Run ./run or ./test once more: set-up brings it back.");
        return NativeLibrary.Load(file);
    }

    private static NativeLibraryStatus Failed(NativeLibraryEntry entry, string error) =>
        new(entry.Name, entry.Version, entry.Source, entry.File, Loads: false, error);
}
