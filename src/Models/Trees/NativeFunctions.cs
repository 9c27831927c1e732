using System.Runtime.InteropServices;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Trees;

/// <summary>The functions of a loaded library, by name. They are bound to the file that the manifest names, not by import name: what file an import name stands for is one
/// for the whole process in .NET.</summary>
internal sealed class NativeFunctions(nint handle, string file)
{
    public nint Find(string name) => NativeLibrary.TryGetExport(handle, name, out nint address)
        ? address
        : throw new ServerlessTrainingException($"'{file}' has no function '{name}': it is another build. Run ./run or ./test once more: set-up brings one that fits.");
}
