namespace ServerlessTraining.Domain.Inference;

/// <summary>Report windows without a gap between them: a position may be held through all of them, and is closed at the last close. Rows count report
/// rows only.</summary>
internal readonly record struct BarSegment(int FirstRow, int FirstBar, int Count)
{
    public int EndRow => FirstRow + Count;

    public int EndBar => FirstBar + Count;

    public int RowOf(int bar) => bar - FirstBar + FirstRow;

    public int BarOf(int row) => row - FirstRow + FirstBar;

    public static BarSegment[] Join(IReadOnlyList<PredictionWindow> windows)
    {
        List<BarSegment> segments = [];
        int row = 0;
        foreach (PredictionWindow window in windows)
        {
            if (segments.Count > 0 && segments[^1].EndBar == window.FirstBar) segments[^1] = segments[^1] with { Count = segments[^1].Count + window.Count };
            else segments.Add(new BarSegment(row, window.FirstBar, window.Count));
            row += window.Count;
        }

        return [.. segments];
    }
}
