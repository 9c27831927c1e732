namespace ServerlessTraining.Domain.Folds;

/// <summary>The instants that show that a fold does not leak, kept with its results. A receipt for a leak cannot be made: making one checks
/// it.</summary>
public sealed class LeakReceipt
{
    public LeakReceipt(
        IReadOnlyList<LeakBoundary> boundaries, DateTimeOffset lastTestLabelEnd, DateTimeOffset limit, int purgeBars, TimeSpan purgeTime, string embargo)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        Boundaries = boundaries;
        LastTestLabelEnd = lastTestLabelEnd;
        Limit = limit;
        PurgeBars = purgeBars;
        PurgeTime = purgeTime;
        Embargo = embargo;
        Verify();
    }

    /// <summary>In order of time; in walk-forward modes fit to tune and tune to test.</summary>
    public IReadOnlyList<LeakBoundary> Boundaries { get; }

    public DateTimeOffset LastTestLabelEnd { get; }

    /// <summary>The start of the final segment, or the end of the data where none is set aside: no label looks past it.</summary>
    public DateTimeOffset Limit { get; }

    public int PurgeBars { get; }

    /// <summary>The least time that the purge lasts: gaps in the bars make it longer.</summary>
    public TimeSpan PurgeTime { get; }

    public string Embargo { get; }

    /// <summary>Throws at the first boundary that a label crosses.</summary>
    public void Verify()
    {
        foreach (LeakBoundary boundary in Boundaries)
        {
            if (boundary.Holds) continue;
            throw new ServerlessTrainingException($"The fold leaks: {boundary}, on a bar that opens at {TimeInterval.Text(boundary.FirstOpen)}.");
        }

        if (LastTestLabelEnd > Limit)
        {
            throw new ServerlessTrainingException(
                $"The fold leaks: the last test label ends at {TimeInterval.Text(LastTestLabelEnd)}, " +
                $"after the limit {TimeInterval.Text(Limit)}.");
        }
    }
}
