namespace ServerlessTraining.Domain.Market;

/// <summary>Two sources disagree on bars and nobody said which to prefer.</summary>
public sealed class BarConflictException : ServerlessTrainingException
{
    internal BarConflictException(BarSeries series, IReadOnlyList<BarConflict> first, int count)
        : base(Text(series, first, count))
    {
        FirstConflicts = first;
        Count = count;
    }

    public int Count { get; }

    /// <summary>At most ten.</summary>
    public IReadOnlyList<BarConflict> FirstConflicts { get; }

    private static string Text(BarSeries series, IReadOnlyList<BarConflict> first, int count)
    {
        string lines = string.Join('\n', first.Select(Line));
        string more = count > first.Count ? $"\n  and {count - first.Count} more" : "";
        string bars = count == 1 ? "1 bar differs from the one" : $"{count} bars differ from those";
        return $"{series.Symbol} {series.Timeframe}: {bars} that {(count == 1 ? "is" : "are")} there. Prefer old or new to decide, or correct the incoming bars:\n{lines}{more}";
    }

    private static string Line(BarConflict conflict) => $"  {TimeInterval.Text(conflict.Existing.OpenTime)}: old {Values(conflict.Existing)}; new {Values(conflict.Incoming)}";

    private static string Values(Bar bar) => $"open={bar.Open} high={bar.High} low={bar.Low} close={bar.Close} volume={bar.Volume}";
}
