using System.Runtime.InteropServices;

namespace ServerlessTraining.Models.Native;

/// <summary>Loads native libraries and says what came of it; it never throws for a library that is broken.</summary>
public static class NativeLibraryLoader
{
    public static NativeLibraryStatus Load(NativeLibraryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        try
        {
            foreach (string file in entry.Preload) LoadFile(file);
            nint handle = LoadFile(entry.File);
            return NativeLibraryProbe.MissingExport(entry.Name, handle) is { } export
                ? Failed(entry, $"'{entry.File}' loads, but has no function '{export}': it is not {entry.Name}, or another build of it")
                : new NativeLibraryStatus(
                    entry.Name, NativeLibraryProbe.Version(entry.Name, handle) ?? entry.Version, entry.Source, entry.File, Loads: true, Error: null);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException or FileNotFoundException)
        {
            return Failed(entry, error.Message.ReplaceLineEndings(" ").Trim());
        }
    }

    private static nint LoadFile(string file)
    {
        if (!File.Exists(file)) throw new FileNotFoundException($"'{file}' is missing. Run ./run or ./test once more: set-up brings it back.");

        // Never freed: .NET runs code of it until the process ends.
        return NativeLibrary.Load(file);
    }

    private static NativeLibraryStatus Failed(NativeLibraryEntry entry, string error) =>
        new(entry.Name, entry.Version, entry.Source, entry.File, Loads: false, error);
}
