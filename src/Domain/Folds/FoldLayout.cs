namespace ServerlessTraining.Domain.Folds;

/// <summary>A fold as intervals, before anything is purged: what a mode decides. Blocks come in order of time.</summary>
internal sealed record FoldLayout(FoldKind Kind, IReadOnlyList<(FoldPartKind Part, TimeInterval Interval)> Blocks)
{
    /// <summary>Training stretches and tests in order of time; the end of the training is cut off for tuning.</summary>
    public static FoldLayout Of(
        FoldKind kind, IReadOnlyList<TimeInterval> training, IReadOnlyList<TimeInterval> tests, double tuneFraction, TimeSpan bar)
    {
        List<(FoldPartKind Part, TimeInterval Interval)> blocks = [.. tests.Select(test => (FoldPartKind.Test, test))];
        // In decimal, for in binary 0.35 of 55 days falls short of 462 hours. Whole bars, so that a part starts where a bar does.
        long whole = (long)(training.Sum(stretch => stretch.Length.Ticks) * (decimal)tuneFraction);
        long left = Math.Max(bar.Ticks, whole - (whole % bar.Ticks));
        foreach (TimeInterval stretch in training.Reverse())
        {
            TimeSpan tune = TimeSpan.FromTicks(Math.Min(left, stretch.Length.Ticks));
            left -= tune.Ticks;
            DateTimeOffset cut = stretch.End - tune;
            if (cut < stretch.End) blocks.Add((FoldPartKind.Tune, new TimeInterval(cut, stretch.End)));
            if (cut > stretch.Start) blocks.Add((FoldPartKind.Fit, new TimeInterval(stretch.Start, cut)));
        }

        return new FoldLayout(kind, [.. blocks.OrderBy(block => block.Interval.Start)]);
    }
}
