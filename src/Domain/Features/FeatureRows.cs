using ServerlessTraining.Domain.Features.Groups;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features;

/// <summary>The features of single bars, without a matrix of the whole series around them. Made once for many calls, from several threads if need be.</summary>
public sealed class FeatureRows
{
    private readonly IReadOnlyList<FeatureGroup> groups;

    internal FeatureRows(IReadOnlyList<FeatureGroup> groups)
    {
        this.groups = groups;
        Names = [.. groups.SelectMany(group => group.Names)];
        WarmUp = groups.Max(group => group.WarmUp);
    }

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many bars must come before the first one that has features.</summary>
    public int WarmUp { get; }

    /// <summary>The features of all bars behind the warm-up, row by row: to the last bit those that a longer series gives them.</summary>
    /// <param name="bars">The warm-up and the bars that are asked for.</param>
    /// <param name="values">A row of <see cref="Names"/> for each of these.</param>
    public void Write(BarSeries bars, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(bars);
        int rows = bars.Count - WarmUp;
        if (rows < 0 || values.Length != rows * Names.Count)
        {
            throw new ServerlessTrainingException(
                $"{bars.Count} bars with a warm-up of {WarmUp} have {Math.Max(0, rows)} rows of {Names.Count} features, but there is room for {values.Length} values.");
        }

        int column = 0;
        foreach (FeatureGroup group in groups)
        {
            group.Write(bars.Slice(WarmUp - group.WarmUp, group.WarmUp + rows), values, Names.Count, column);
            column += group.Names.Count;
        }
    }
}
