using System.Runtime.InteropServices;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Models.Trees;

/// <summary>The functions of a loaded library, by name. They are bound to the file that the manifest names, not by import name: what file an import name stands for is one
/// for the whole process in .NET.</summary>
internal sealed class NativeFunctions
{
    private readonly nint handle;
    private readonly string file;

    private NativeFunctions(nint handle, string file)
    {
        this.handle = handle;
        this.file = file;
    }

    public static NativeFunctions Load(NativeLibraryEntry entry)
    {
        NativeLibraryStatus status = NativeLibraryLoader.Load(entry);
        if (status.Error is { } error) throw new ServerlessTrainingException($"The native library '{entry.Name}' cannot be used: {error}");

        // The same file again is the same library; it stays loaded until the process ends.
        return new NativeFunctions(NativeLibrary.Load(entry.File), entry.File);
    }

    public nint Find(string name) => NativeLibrary.TryGetExport(handle, name, out nint address)
        ? address
        : throw new ServerlessTrainingException($"'{file}' has no function '{name}': it is another build. Run ./run or ./test once more: set-up brings one that fits.");
}
