using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;

namespace ServerlessTraining.Domain.Tests.Candles;

public sealed class CandleAdviceTests
{
    private static readonly CandleMarket Calm = new(0.1, 0.2, 750);
    private static readonly CandleParams Own = new();

    [Fact]
    public void Of_FewerThanFiveRuns_ProposesNothing()
    {
        CandleAdvice advice = CandleAdvice.Of(Calm, Own, Runs(4, Calm, 0.6));

        Assert.Null(advice.Proposed);
        Assert.Equal(4, advice.Runs);
        Assert.Equal("There are 4 completed runs whose tests were over by then; 5 are needed before anything is proposed.", advice.Reason);
    }

    [Fact]
    public void Of_NoneBetterThanChance_ProposesNothing()
    {
        CandleAdvice advice = CandleAdvice.Of(Calm, Own, Runs(6, Calm, 0.5));

        Assert.Null(advice.Proposed);
        Assert.Equal("None of the 6 runs on the most like markets did better than chance on its test.", advice.Reason);
    }

    [Fact]
    public void Of_LikeMarkets_OutweighOthersThatDidAsWell()
    {
        CandleParams small = new() { LearningRate = 0.02, NumLeaves = 15, MaxDepth = 3, MinChildSamples = 50 };
        CandleParams large = new() { LearningRate = 0.2, NumLeaves = 63, MaxDepth = 12, MinChildSamples = 10 };
        CandleMarket wild = new(3, 0.9, 100);
        CandleExperience[] past = [.. Runs(15, Calm, 0.6, small), .. Runs(15, wild, 0.6, large)];

        Assert.Equal(small, CandleAdvice.Of(Calm, Own, past).Proposed);
        Assert.Equal(large, CandleAdvice.Of(wild, Own, past).Proposed);
    }

    [Fact]
    public void Of_BetterTests_WeighMore()
    {
        CandleExperience[] past = [.. Runs(5, Calm, 0.51, Own with { NumLeaves = 20 }), .. Runs(5, Calm, 0.7, Own with { NumLeaves = 60 })];

        CandleAdvice advice = CandleAdvice.Of(Calm, Own, past);

        Assert.InRange(advice.Proposed!.NumLeaves, 55, 60);
        Assert.Equal(0.7, advice.Expected!.Value, 12);
    }

    [Fact]
    public void Of_OwnParams_AreComparedByTheRunsNearestToThem()
    {
        CandleExperience[] past = [.. Runs(5, Calm, 0.6, Own), .. Runs(5, Calm, 0.7, Own with { NumLeaves = 60 })];

        Assert.Equal(0.6, CandleAdvice.Of(Calm, Own, past).OwnExpected!.Value, 12);
    }

    [Fact]
    public void Of_ProposalThatIsTheOwnParams_ExpectsOfBothTheSame()
    {
        CandleExperience[] past = [.. Runs(3, Calm, 0.4, Own), .. Runs(3, Calm, 0.7, Own)];

        CandleAdvice advice = CandleAdvice.Of(Calm, Own, past);

        Assert.Equal(Own, advice.Proposed);
        Assert.Equal(advice.OwnExpected, advice.Expected);
    }

    [Fact]
    public void Market_OfBars_SeesVolatilityAndTrendAndNotTheLevelOfPrices()
    {
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Timeframe = Timeframe.D1, Bars = 300, Seed = 5 }).Bars;
        double[] line = [.. Enumerable.Range(0, 300).Select(i => Math.Exp(0.01 * i))];
        double[] tenfold = [.. bars.Close.ToArray().Select(value => 10 * value)];

        CandleMarket market = CandleMarket.Of(bars);

        Assert.Equal(market.Volatility, CandleMarket.Of(With(bars, tenfold)).Volatility, 9);
        Assert.Equal(1, CandleMarket.Of(With(bars, line)).TrendStrength, 9);
        Assert.Equal(0, CandleMarket.Of(With(bars, line)).Volatility, 6);
        Assert.InRange(market.TrendStrength, 0, 1);
        Assert.Equal(0, market.DistanceTo(market));
    }

    [Fact]
    public void Draws_Params_LieInTheirRangesAndComeAgain()
    {
        CandleDraws draws = new(7);
        CandleDraws again = new(7);

        Assert.All(Enumerable.Range(0, 500), _ =>
        {
            CandleParams drawn = draws.Next();
            Assert.Empty(new CandleOptions { Params = drawn }.Faults());
            Assert.Equal(drawn, again.Next());
        });
        Assert.NotEqual(new CandleDraws(8).Next(), new CandleDraws(7).Next());
    }

    private static CandleExperience[] Runs(int count, CandleMarket market, double score, CandleParams? chosen = null) =>
        [.. Enumerable.Repeat(new CandleExperience(market, chosen ?? Own, score), count)];

    private static BarSeries With(BarSeries bars, double[] prices) => BarSeries.Create(
        bars.Symbol, bars.Timeframe, bars.Calendar, new BarColumns(bars.OpenTicks.ToArray(), prices, prices, prices, prices, bars.Volume.ToArray()));
}
