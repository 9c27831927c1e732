using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Folds;

/// <summary>What each mode makes of the time from the first bar to the limit.</summary>
internal sealed class FoldLayouts(BarSeries bars, FoldOptions options, TimeInterval usable, FoldErrors errors)
{
    private const int QuickTrainMonths = 6;
    private const int QuickTestMonths = 6;
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private static readonly TimeSpan QuickTrain = QuickTrainMonths * Month;

    // The first month trained on and the first month tested, 1 is the oldest of the twelve.
    private static readonly (FoldKind Kind, int Train, int Test)[] QuickFolds =
    [
        (FoldKind.Average, 1, 7), (FoldKind.Average, 3, 9), (FoldKind.Average, 5, 11),
        (FoldKind.Staleness, 1, 9), (FoldKind.Staleness, 1, 11),
    ];

    private TimeSpan Test => TimeSpan.FromDays(options.EffectiveTestDays);

    private TimeSpan MinTrain => TimeSpan.FromDays(options.MinTrainDays);

    public IReadOnlyList<FoldLayout> Quick()
    {
        if (usable.Length < Needed(FoldMode.Quick)) throw TooShort(FoldMode.Quick, FoldMode.Full);
        DateTimeOffset start = usable.End - QuickTrain - (QuickTestMonths * Month);
        return
        [
            .. from fold in QuickFolds
               select WalkForward(fold.Kind, start + ((fold.Train - 1) * Month) + QuickTrain, QuickTrain, start + ((fold.Test - 1) * Month)),
        ];
    }

    /// <summary>Tests are laid from the start, so that they stay where they are when bars are appended. What is left at the end and is shorter
    /// than a test is not tested yet: a figure over fewer days does not belong into an average with the others.</summary>
    public IReadOnlyList<FoldLayout> Full()
    {
        if (usable.Length < Needed(FoldMode.Full)) throw TooShort(FoldMode.Full, FoldMode.Quick);
        int tests = (int)((usable.Length - MinTrain) / Test);
        return
        [
            .. from test in Thin(tests, options.MaxFolds)
               let before = MinTrain + (test * Test)
               select WalkForward(FoldKind.Average, usable.Start + before, before, usable.Start + before),
        ];
    }

    public IReadOnlyList<FoldLayout> Single()
    {
        DateTimeOffset candle = options.Candle!.Value;
        int index = bars.IndexAtOrAfter(candle);
        if (index == bars.Count || bars.OpenTime(index) != candle) throw errors.NoCandle(candle);
        DateTimeOffset split = bars.CloseTime(index);
        TimeSpan before = split - usable.Start;
        TimeSpan needed = Limited(MinTrain);
        if (before < needed || split + Test > usable.End) throw errors.NoRoomAround(candle, split, needed, Test);
        return [WalkForward(FoldKind.Average, split, before, split)];
    }

    /// <summary>Groups of equally many bars; a group reaches to the first bar of the next.</summary>
    public IReadOnlyList<TimeInterval> Groups(RowRange rows)
    {
        if (rows.Count < options.Groups) throw errors.TooFewBars(rows.Count);
        DateTimeOffset[] starts = [.. CombinatorialSplits.Groups(rows, options.Groups).Select(group => bars.OpenTime(group.First))];
        return [.. starts.Zip([.. starts[1..], usable.End], (start, end) => new TimeInterval(start, end))];
    }

    public IReadOnlyList<FoldLayout> Cpcv(IReadOnlyList<TimeInterval> groups, IReadOnlyList<IReadOnlyList<int>> choices) =>
    [
        .. choices.Select(tested => FoldLayout.Of(
            FoldKind.Average,
            Stretches(groups.Where((_, group) => !tested.Contains(group))),
            [.. tested.Select(group => groups[group])],
            options.TuneFraction,
            bars.Timeframe.Duration)),
    ];

    /// <summary>Neighbours become one: nothing is purged between two groups that both train.</summary>
    private static List<TimeInterval> Stretches(IEnumerable<TimeInterval> training)
    {
        List<TimeInterval> stretches = [];
        foreach (TimeInterval group in training)
        {
            if (stretches.Count > 0 && stretches[^1].End == group.Start) stretches[^1] = new TimeInterval(stretches[^1].Start, group.End);
            else stretches.Add(group);
        }

        return stretches;
    }

    /// <summary>Evenly spread over 0 to <paramref name="count"/> - 1, always with the last.</summary>
    private static IEnumerable<int> Thin(int count, int most)
    {
        if (count <= most) return Enumerable.Range(0, count);
        if (most == 1) return [count - 1];
        return Enumerable.Range(0, most).Select(i => (int)(((2L * i * (count - 1)) + most - 1) / (2L * (most - 1))));
    }

    private FoldLayout WalkForward(FoldKind kind, DateTimeOffset trainEnd, TimeSpan longest, DateTimeOffset testStart) => FoldLayout.Of(
        kind,
        [new TimeInterval(trainEnd - Limited(longest), trainEnd)],
        [new TimeInterval(testStart, testStart + Test)],
        options.TuneFraction,
        bars.Timeframe.Duration);

    private TimeSpan Limited(TimeSpan length) =>
        options.Days is { } days && TimeSpan.FromDays(days) < length ? TimeSpan.FromDays(days) : length;

    private TimeSpan Needed(FoldMode mode) => mode == FoldMode.Quick
        ? Limited(QuickTrain) + (QuickTestMonths * Month)
        : MinTrain + TimeSpan.FromDays((options with { Mode = mode }).EffectiveTestDays);

    private ServerlessTrainingException TooShort(FoldMode mode, FoldMode other) => errors.TooShort(mode, Needed(mode), other, Needed(other));
}
