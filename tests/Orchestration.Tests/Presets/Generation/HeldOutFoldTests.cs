using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration.Presets.Generation;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

public sealed class HeldOutFoldTests
{
    [Theory]
    [InlineData(9_000)]
    [InlineData(24_000)]
    public void Plan_HeldOutFold_TrainsOnNothingThatLooksIntoTheFinalSegment(int count)
    {
        BarSeries bars = Bars(count);
        DateTimeOffset segment = FinalSegment.Of(bars).Start;

        Fold fold = Assert.Single(FoldPlanner.Plan(bars, HeldOutFold.OptionsOf(bars, PresetSpecOf.Ridge(1, 10))).Folds);

        Assert.All(
            fold.Fit.Blocks.Concat(fold.Tune.Blocks),
            block => Assert.True(block.LastLabelEnd <= segment, $"a label ends at {block.LastLabelEnd:u}, the segment begins at {segment:u}"));
        Assert.True(fold.Test.Blocks[0].FirstOpen >= segment);
        Assert.Equal(segment, fold.Test.Interval.Start);
        Assert.InRange(FinalSegment.Of(bars).End - fold.Test.Interval.End, TimeSpan.Zero, TimeSpan.FromDays(1));
    }

    [Fact]
    public void Plan_SearchFolds_SeeNothingOfTheHeldOutPart()
    {
        BarSeries bars = Bars(10_000);
        PresetSpec spec = PresetSpecOf.Ridge(1, 10);
        DateTimeOffset held = FoldPlanner.Plan(bars, HeldOutFold.OptionsOf(bars, spec)).Folds[0].Test.Interval.Start;

        Assert.All(FoldPlanner.Plan(bars, spec.SearchFolds()).Folds, fold => Assert.True(fold.Test.Blocks[^1].LastLabelEnd <= held));
    }

    [Fact]
    public void Options_ASegmentBelowADay_IsRefused() => Assert.Equal(
        "TESTUSDT 1h has 8 days of bars, and the held-out part, a tenth of them, must have at least one day. Import older bars.",
        Assert.Throws<ServerlessTrainingException>(() => HeldOutFold.OptionsOf(Bars(200), PresetSpecOf.Ridge(1))).Message);

    private static BarSeries Bars(int count) => SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = Symbol.Parse("TESTUSDT"), Seed = 3, Bars = count }).Bars;
}
