using ServerlessTraining.Domain.Features.Groups;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features;

/// <summary>A named set of features. The features of a bar are a function of that bar and the <see cref="WarmUp"/> bars before it, and of
/// nothing else: no later bar and no earlier one changes a bit of them, so training, backtest and a live prediction from a short series
/// agree.</summary>
public abstract class FeatureSystem
{
    // A block with its intermediate columns stays in the second-level cache.
    private const int BlockRows = 2048;

    /// <summary>As written in configurations and preset names.</summary>
    public abstract string Name { get; }

    /// <summary>Goes up whenever a name, a formula or the order of the features changes: a model is only good for the version that it was
    /// trained on.</summary>
    public abstract int Version { get; }

    /// <summary>Whether an encoder changes anything here.</summary>
    public virtual bool ReadsEncoder => false;

    /// <summary>Whether indicator timeframes change anything here.</summary>
    public virtual bool ReadsIndicatorTimeframes => false;

    /// <summary>The columns in order, for bars of <paramref name="timeframe"/>.</summary>
    public IReadOnlyList<string> FeatureNames(Timeframe timeframe, FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Groups(timeframe, options).SelectMany(group => group.Names)];
    }

    /// <summary>How many bars must come before the first one that has features.</summary>
    public int WarmUp(Timeframe timeframe, FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Groups(timeframe, options).Max(group => group.WarmUp);
    }

    /// <summary>For whoever asks for the features of a few bars at a time, many times.</summary>
    public FeatureRows Rows(Timeframe timeframe, FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new FeatureRows(Groups(timeframe, options));
    }

    /// <summary>A series that is no longer than the warm-up gives a matrix without usable rows.</summary>
    public FeatureMatrix Compute(BarSeries bars, FeatureOptions options)
    {
        ArgumentNullException.ThrowIfNull(bars);
        FeatureRows features = Rows(bars.Timeframe, options);
        int columns = features.Names.Count;
        int warmUp = Math.Min(bars.Count, features.WarmUp);
        double[] values = GC.AllocateUninitializedArray<double>(checked(bars.Count * columns));
        for (int first = warmUp; first < bars.Count; first += BlockRows)
        {
            int rows = Math.Min(BlockRows, bars.Count - first);
            features.Write(bars.Slice(first - warmUp, warmUp + rows), values.AsSpan(first * columns, rows * columns));
        }

        return new FeatureMatrix(features.Names, values, warmUp);
    }

    public override string ToString() => Name;

    private protected abstract IReadOnlyList<FeatureGroup> Groups(Timeframe timeframe, FeatureOptions options);
}
