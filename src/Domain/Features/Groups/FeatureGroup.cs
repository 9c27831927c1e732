using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Some features that are computed together. A feature system is a list of groups.</summary>
internal abstract class FeatureGroup(int warmUp, params IReadOnlyList<string> names)
{
    public IReadOnlyList<string> Names { get; } = names;

    /// <summary>How many bars before a bar its features read.</summary>
    public int WarmUp { get; } = warmUp;

    /// <summary>Puts the features of all bars behind the warm-up into the columns from <paramref name="firstColumn"/> on of
    /// <paramref name="matrix"/>, whose first row is the first of those bars.</summary>
    public void Write(BarSeries bars, Span<double> matrix, int matrixColumns, int firstColumn)
    {
        using Scratch storage = new(bars.Count * Names.Count);
        FeatureColumns columns = new(storage.Span, bars.Count);
        Fill(bars, columns);
        for (int column = 0; column < Names.Count; column++)
        {
            ReadOnlySpan<double> source = columns[column][WarmUp..];
            Span<double> target = matrix[(firstColumn + column)..];
            for (int row = 0; row < source.Length; row++) target[row * matrixColumns] = source[row];
        }
    }

    /// <summary>Bars at the start that an indicator with a shorter warm-up than its group may leave out. Where the features of one bar are asked for, that is nearly all of its
    /// work.</summary>
    protected int Spare(int warmUp) => WarmUp - warmUp;

    /// <summary>Fills every column for all bars. What stands in the warm-up does not matter.</summary>
    protected abstract void Fill(BarSeries bars, FeatureColumns columns);
}
