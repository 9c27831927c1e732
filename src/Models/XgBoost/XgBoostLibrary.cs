using ServerlessTraining.Models.Native;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>XGBoost, loaded. One a process is enough; it is never unloaded.</summary>
public sealed class XgBoostLibrary
{
    private XgBoostLibrary(XgBoostFunctions functions) => Functions = functions;

    internal XgBoostFunctions Functions { get; }

    /// <exception cref="Domain.ServerlessTrainingException">It does not load, or is another library or build.</exception>
    public static XgBoostLibrary Load(NativeLibraryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return new XgBoostLibrary(new XgBoostFunctions(NativeFunctions.Load(entry)));
    }
}
