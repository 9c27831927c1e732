using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>LightGBM, loaded. One a process is enough; it is never unloaded.</summary>
public sealed class LightGbmLibrary
{
    private LightGbmLibrary(LightGbmFunctions functions) => Functions = functions;

    internal LightGbmFunctions Functions { get; }

    /// <exception cref="Domain.ServerlessTrainingException">It does not load, or is another library or build.</exception>
    public static LightGbmLibrary Load(NativeLibraryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new LightGbmLibrary(new LightGbmFunctions(NativeFunctions.Load(entry)));
    }
}
