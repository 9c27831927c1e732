using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Folds;

/// <summary>Turns intervals into rows that may be used: the one place where all modes are purged. A bar is a row of an interval when it
/// lies in it as a whole, and a label ends at the close of the last bar it looks at, wherever gaps have put that bar: so a boundary that is
/// kept in bars is kept in time.</summary>
internal sealed class FoldBuilder(BarSeries bars, FoldOptions options, DateTimeOffset limit, FoldErrors errors)
{
    private readonly int purge = options.PurgeBars;

    public Fold Build(int number, FoldLayout layout)
    {
        RowBlock[] blocks = new RowBlock[layout.Blocks.Count];
        for (int i = 0; i < blocks.Length; i++)
        {
            (FoldPartKind part, TimeInterval interval) = layout.Blocks[i];
            bool testNext = i + 1 < blocks.Length && layout.Blocks[i + 1].Part == FoldPartKind.Test;
            int embargo = part == FoldPartKind.Test ? RowsFreeAfter(interval) : testNext ? RowsFreeBefore(interval.End) : 0;
            blocks[i] = new RowBlock(part, RowsIn(interval), embargo);
        }

        RowRange[] usable = PurgedSplits.Usable(blocks, purge, ClosedBy(limit));
        List<(FoldPartKind Part, FoldBlock Block)> used = [];
        for (int i = 0; i < blocks.Length; i++)
        {
            (FoldPartKind part, TimeInterval interval) = layout.Blocks[i];
            if (!usable[i].IsEmpty) used.Add((part, Block(interval, usable[i])));
            else if (part == FoldPartKind.Test) throw Empty(number, part, layout);
        }

        return new Fold(number, layout.Kind, Part(FoldPartKind.Fit), Part(FoldPartKind.Tune), Part(FoldPartKind.Test), Receipt(used));

        FoldPart Part(FoldPartKind kind)
        {
            FoldBlock[] of = [.. used.Where(block => block.Part == kind).Select(block => block.Block)];
            return of.Length > 0 ? new FoldPart(kind, of) : throw Empty(number, kind, layout);
        }
    }

    public RowRange RowsIn(TimeInterval interval)
    {
        int first = bars.IndexAtOrAfter(interval.Start);
        return new RowRange(first, Math.Max(first, ClosedBy(interval.End)));
    }

    private int ClosedBy(DateTimeOffset instant) => bars.IndexAtOrAfter(instant - bars.Timeframe.Duration + TimeSpan.FromTicks(1));

    /// <summary>Nothing trains after the test of a walk-forward fold, so that its embargo can only stand before the test.</summary>
    private int RowsFreeBefore(DateTimeOffset end) =>
        options.Mode == FoldMode.Cpcv ? 0 : options.Embargo.Bars + ClosedBy(end) - ClosedBy(end - options.Embargo.Time);

    /// <summary>Where bars lie closer than their length, as the first of a session can, the rows that open before the last label's close
    /// are free too.</summary>
    private int RowsFreeAfter(TimeInterval test)
    {
        int labelEnd = RowsIn(test).End - 1 + purge;
        if (labelEnd < 0 || labelEnd >= bars.Count) return options.Embargo.Bars;
        int inTime = bars.IndexAtOrAfter(bars.CloseTime(labelEnd) + options.Embargo.Time) - (labelEnd + 1);
        return Math.Max(options.Embargo.Bars, inTime);
    }

    private FoldBlock Block(TimeInterval interval, RowRange rows) => new(
        interval,
        rows,
        bars.OpenTime(rows.First),
        bars.CloseTime(rows.First),
        bars.CloseTime(rows.End - 1),
        bars.CloseTime(rows.End - 1 + purge));

    private LeakReceipt Receipt(List<(FoldPartKind Part, FoldBlock Block)> used)
    {
        List<LeakBoundary> boundaries = [];
        for (int i = 1; i < used.Count; i++)
        {
            (FoldPartKind before, FoldBlock earlier) = used[i - 1];
            (FoldPartKind after, FoldBlock later) = used[i];
            if (before == after) continue;
            boundaries.Add(new LeakBoundary(before, earlier.LastDecision, earlier.LastLabelEnd, after, later.FirstOpen, later.FirstDecision));
        }

        DateTimeOffset lastTest = used.Where(block => block.Part == FoldPartKind.Test).Max(block => block.Block.LastLabelEnd);
        return new LeakReceipt(boundaries, lastTest, limit, purge, bars.Timeframe.Duration * purge, options.Embargo.ToString());
    }

    private ServerlessTrainingException Empty(int number, FoldPartKind part, FoldLayout layout)
    {
        TimeInterval[] intervals = [.. layout.Blocks.Where(block => block.Part == part).Select(block => block.Interval)];
        return errors.EmptyPart(number, part, intervals, intervals.Sum(interval => RowsIn(interval).Count));
    }
}
