namespace ServerlessTraining.Orchestration.Folds;

/// <summary>Folds to train together; their task rows are written already.</summary>
/// <param name="Folds">1 to <see cref="MostFolds"/>, so that the history stays short.</param>
/// <param name="Device">Where to train them.</param>
/// <param name="ReviewAfter">How long to wait without news before the rows are looked at; each further look waits twice as long, up to <paramref name="ReviewAtMost"/>.</param>
/// <param name="ReviewAtMost">The longest wait between two looks.</param>
public sealed record FoldSet(IReadOnlyList<FoldRef> Folds, FoldDevice Device, TimeSpan ReviewAfter, TimeSpan ReviewAtMost)
{
    public const int MostFolds = 100;

    /// <summary>Model types that want a GPU; a machine without one trains them as well, where no other does.</summary>
    private static readonly string[] GpuModels = ["lstm2head"];

    /// <summary>Folds of a model type, where they are best trained.</summary>
    public static FoldSet Of(string model, IEnumerable<FoldRef> folds, FoldTaskOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        FoldDevice device = GpuModels.Contains(model, StringComparer.Ordinal) ? FoldDevice.Gpu : FoldDevice.Cpu;
        return new FoldSet([.. folds], device, options.SilentAfter, options.UntakenAfter);
    }
}
