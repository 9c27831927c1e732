using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Folds;

/// <summary>What holds for every plan, checked on plans that nobody would think of.</summary>
public sealed class FoldPlanLawTests
{
    private const int Plans = 10_000;
    // About a third is refused: too short, or a part in a gap.
    private const int Cases = 17_000;
    private const int MostBars = 3_000;

    /// <summary>No label of a part that learns or tunes meets a bar on which another part decides or is labelled; nothing looks past the
    /// limit.</summary>
    [Fact]
    public void Plan_AnyData_NoLabelMeetsAnotherPart()
    {
        int planned = 0;
        int folds = 0;
        Dictionary<FoldMode, int> modes = Enum.GetValues<FoldMode>().ToDictionary(mode => mode, _ => 0);
        Property.Holds(
            random =>
            {
                BarSeries bars = RandomBars(random);
                FoldOptions options = RandomOptions(random, bars);
                if (Plan(bars, options) is not { } plan) return;
                planned++;
                folds += plan.Folds.Count;
                modes[options.Mode]++;
                foreach (Fold fold in plan.Folds) AssertNoLeak(bars, plan, fold);
                if (planned % 10 == 0) Assert.Equal(plan.Key, FoldPlanner.Plan(bars, options).Key);
            },
            Cases);
        TestContext.Current.TestOutputHelper?.WriteLine($"{planned} of {Cases} planned, {folds} folds: {string.Join(", ", modes)}");

        // The generator must not have refused itself out of the law.
        Assert.True(planned >= Plans, $"only {planned} of {Cases} random cases could be planned");
        Assert.All(Enum.GetValues<FoldMode>(), mode => Assert.True(modes[mode] > Plans / 10));
    }

    /// <summary>The same, row by row and with labels that end where a barrier happens to be met.</summary>
    [Fact]
    public void Plan_LabelsThatEndEarly_NoBarIsKnownToTwoParts() => Property.Holds(
        random =>
        {
            BarSeries bars = RandomMarket.Walk(random, 600 + random.Next(600), Timeframe.D1);
            LabelOptions label = new() { Horizon = 1 + random.Next(20), EntryDelay = random.Next(3) };
            FoldOptions options = RandomOptions(random, bars) with { Horizons = [label.Horizon], EntryDelay = label.EntryDelay };
            if (Plan(bars, options) is not { } plan) return;
            LabelSet labels = TripleBarrierLabels.Compute(bars, new TripleBarrierOptions { Label = label, TakeProfit = 0.03, Stop = 0.02 }).Labels;
            plan.EnsureCovers(labels);
            foreach (Fold fold in plan.Folds)
            {
                HashSet<int> fit = Known(fold.Fit, labels);
                HashSet<int> tune = Known(fold.Tune, labels);
                HashSet<int> test = Known(fold.Test, labels);
                Assert.False(fit.Overlaps(tune), "fit and tune share a bar");
                Assert.False(fit.Overlaps(test), "fit and test share a bar");
                Assert.False(tune.Overlaps(test), "tune and test share a bar");
            }
        },
        runs: 100);

    [Fact]
    public void Plan_PricesAfterTheFinalSegmentStartsChange_StaysTheSame() => Property.Holds(
        random =>
        {
            BarSeries bars = RandomMarket.Walk(random, 500 + random.Next(500), Timeframe.D1);
            FoldOptions options = RandomOptions(random, bars) with { SetFinalSegmentAside = true };
            if (Plan(bars, options) is not { } plan) return;
            int last = bars.IndexAtOrAfter(plan.Limit) - 1;
            BarSeries poisoned = RandomMarket.Poisoned(bars, last);

            Assert.Equal(plan.Explain(), FoldPlanner.Plan(poisoned, options).Explain());
            LabelOptions label = new() { Horizon = options.Horizons.Max(), EntryDelay = options.EntryDelay };
            double[] before = Used(plan, ReturnLabels.Compute(bars, label));
            double[] after = Used(plan, ReturnLabels.Compute(poisoned, label));
            Assert.DoesNotContain(double.NaN, before);
            Assert.Equal(before, after);
        },
        runs: 100);

    /// <summary>Null where the planner refuses. A leak that it finds in its own plan is no refusal.</summary>
    private static FoldPlan? Plan(BarSeries bars, FoldOptions options)
    {
        try
        {
            return FoldPlanner.Plan(bars, options);
        }
        catch (ServerlessTrainingException refused) when (!refused.Message.Contains("leaks", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static void AssertNoLeak(BarSeries bars, FoldPlan plan, Fold fold)
    {
        int reach = plan.Options.Horizons.Max() + plan.Options.EntryDelay;
        (FoldPartKind Kind, FoldBlock Block)[] blocks =
        [
            .. new[] { fold.Fit, fold.Tune, fold.Test }.SelectMany(part => part.Blocks.Select(block => (part.Kind, block))).OrderBy(pair => pair.block.Rows.First),
        ];
        for (int i = 0; i < blocks.Length; i++)
        {
            RowRange rows = blocks[i].Block.Rows;
            TimeInterval interval = blocks[i].Block.Interval;
            Assert.True(rows.Count > 0);
            Assert.True(interval.Start >= plan.Span.Start && interval.End <= plan.Limit);
            Assert.True(bars.OpenTime(rows.First) >= interval.Start && bars.CloseTime(rows.End - 1) <= interval.End);
            int labelEnd = rows.End - 1 + reach;
            Assert.True(bars.CloseTime(labelEnd) <= plan.Limit, "a label looks past the limit");
            for (int j = i + 1; j < blocks.Length; j++)
            {
                RowRange later = blocks[j].Block.Rows;
                Assert.True(interval.End <= blocks[j].Block.Interval.Start, "two parts share time");
                Assert.True(rows.End <= later.First);
                if (blocks[i].Kind == blocks[j].Kind) continue;
                Assert.True(labelEnd < later.First, "a label meets a row of another part");
                Assert.True(bars.CloseTime(labelEnd) <= bars.OpenTime(later.First), "a label meets the time of another part");
                AssertEmbargo(bars, plan, blocks[i].Kind, blocks[j].Kind, labelEnd, later.First);
            }
        }

        if (plan.Options.Mode == FoldMode.Cpcv) return;
        Assert.Equal([FoldPartKind.Fit, FoldPartKind.Tune, FoldPartKind.Test], blocks.Select(block => block.Kind));
    }

    private static void AssertEmbargo(BarSeries bars, FoldPlan plan, FoldPartKind earlier, FoldPartKind later, int labelEnd, int first)
    {
        bool stands = plan.Options.Mode == FoldMode.Cpcv ? earlier == FoldPartKind.Test : later == FoldPartKind.Test;
        if (!stands) return;
        Assert.True(labelEnd + plan.Options.Embargo.Bars < first, "the embargo is short of bars");
        Assert.True(bars.CloseTime(labelEnd) + plan.Options.Embargo.Time <= bars.OpenTime(first), "the embargo is short of time");
    }

    private static HashSet<int> Known(FoldPart part, LabelSet labels) =>
        [.. part.Rows().Where(labels.IsLabelled).SelectMany(row => Enumerable.Range(row, labels.EndIndex[row] - row + 1))];

    private static double[] Used(FoldPlan plan, LabelSet labels) =>
        [.. plan.Folds.SelectMany(fold => new[] { fold.Fit, fold.Tune, fold.Test }).SelectMany(part => part.Rows()).Select(row => labels.Values[row])];

    /// <summary>10 to 2000 days; fine timeframes come with long gaps, so that a case stays small.</summary>
    private static BarSeries RandomBars(SeededRandom random)
    {
        Timeframe[] timeframes = [Timeframe.FromMinutes(5), Timeframe.M15, Timeframe.H1, Timeframe.H1, Timeframe.H4, Timeframe.H4, Timeframe.H4, Timeframe.D1, Timeframe.D1];
        Timeframe timeframe = timeframes[random.Next(timeframes.Length)];
        // Squared, for more long spans than short ones: short ones are refused.
        int days = 10 + (int)(1990 * Math.Sqrt(random.NextDouble()));
        long step = timeframe.Duration.Ticks;
        long slots = TimeSpan.FromDays(days).Ticks / step;
        // The bars come in runs; what does not fit into the budget of bars is gaps between the runs.
        int runs = 1 + random.Next(100);
        double share = Math.Min(1 - (0.1 * random.NextDouble()), MostBars / (double)slots);
        long offset = random.Next(24) * TimeSpan.TicksPerHour;
        // Some series have bars at odd times and closer than their length, as sessions have.
        double jitter = random.Next(8) == 0 ? 0.9 : 0;
        List<long> ticks = [];
        for (int run = 0; run < runs; run++)
        {
            long from = slots * run / runs;
            long length = (long)(share * ((slots * (run + 1) / runs) - from));
            for (long slot = from; slot < from + length; slot++)
            {
                if (random.Next(50) > 0) ticks.Add(RandomMarket.Start.UtcTicks + offset + (slot * step) + (long)(jitter * step * random.NextDouble()));
            }
        }

        return PlainBars.Of(timeframe, [.. ticks]);
    }

    private static FoldOptions RandomOptions(SeededRandom random, BarSeries bars)
    {
        FoldMode mode = (FoldMode)random.Next(4);
        FoldOptions options = new()
        {
            Mode = mode,
            Horizons = [1 + random.Next(50), 1 + random.Next(5)],
            EntryDelay = random.Next(4),
            Embargo = random.Next(3) switch { 0 => Embargo.OfBars(random.Next(30)), 1 => Embargo.OfTime(TimeSpan.FromHours(random.Next(72))), _ => Embargo.None },
            TuneFraction = 0.05 + (0.45 * random.NextDouble()),
            SetFinalSegmentAside = random.Next(4) > 0,
            MinTrainDays = 20 + random.Next(200),
            MaxFolds = 1 + random.Next(60),
            Groups = 3 + random.Next(5),
            TestGroups = 1 + random.Next(2),
        };
        if (mode == FoldMode.Cpcv) return options;
        return options with
        {
            Days = random.Next(2) == 0 ? null : 20 + random.Next(400),
            TestDays = random.Next(2) == 0 ? null : 5 + random.Next(55),
            Candle = mode == FoldMode.Single && bars.Count > 0 ? bars.OpenTime(random.Next(bars.Count)) : null,
        };
    }
}
