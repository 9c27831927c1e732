namespace ServerlessTraining.Domain.Inference;

/// <summary>Which directions were right, for any stretch of rows at once: from the fill of a decision to the open one horizon later, as far as that
/// lies in the decision's segment.</summary>
internal sealed class DecisionOutcomes
{
    // Over the rows before one: horizons that ended, and those of them that rose and fell.
    private readonly int[] endedBefore;
    private readonly int[] roseBefore;
    private readonly int[] fellBefore;

    public DecisionOutcomes(ReadOnlySpan<double> open, BarSegment[] segments, int delay, int horizon)
    {
        int rows = segments[^1].EndRow;
        endedBefore = new int[rows + 1];
        roseBefore = new int[rows + 1];
        fellBefore = new int[rows + 1];
        foreach (BarSegment segment in segments)
        {
            for (int row = segment.FirstRow; row < segment.EndRow; row++)
            {
                int fill = segment.BarOf(row) + delay;
                bool ended = fill + horizon < segment.EndBar;
                int direction = ended ? open[fill + horizon].CompareTo(open[fill]) : 0;
                endedBefore[row + 1] = endedBefore[row] + (ended ? 1 : 0);
                roseBefore[row + 1] = roseBefore[row] + (direction > 0 ? 1 : 0);
                fellBefore[row + 1] = fellBefore[row] + (direction < 0 ? 1 : 0);
            }
        }
    }

    public int Ended(int row, int count) => endedBefore[row + count] - endedBefore[row];

    public int Right(int row, int count, int direction)
    {
        int[] before = direction > 0 ? roseBefore : fellBefore;
        return before[row + count] - before[row];
    }
}
