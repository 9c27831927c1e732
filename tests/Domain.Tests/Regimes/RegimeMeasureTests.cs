using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;

namespace ServerlessTraining.Domain.Tests.Regimes;

public sealed class RegimeMeasureTests
{
    private static readonly RegimeOptions Short = new() { Lookback = 20, PercentileWindow = 20 };

    /// <summary>Computed by the statistics module of Python on the same closes and volumes.</summary>
    [Theory]
    [InlineData("trend_strength", 0.20527800235288088)]
    [InlineData("returns", 0.048575747344303366)]
    [InlineData("volatility", 0.04207629449493613)]
    [InlineData("volume", 66)]
    [InlineData("drawdown", 0.009999804338942764)]
    public void Value_KnownBars_IsThatOfAnIndependentProgram(string measure, double expected)
    {
        BarSeries bars = TestMarket.Of(41, i => 100 + (7 * Math.Sin(i)) + (i / 3.0), i => i * 37 % 101);

        Assert.Equal(expected, ValueAt(bars, measure, 40).Value!.Value, 13);
    }

    /// <summary>Percentiles as numpy takes them, also from the statistics module ("inclusive").</summary>
    [Theory]
    [InlineData("90th percentile", 90.3)]
    [InlineData("75th percentile", 74.75)]
    [InlineData("99.5th percentile", 99.335)]
    [InlineData("33rd percentile", 37.89)]
    [InlineData("0th percentile", 6)]
    [InlineData("100th percentile", 100)]
    [InlineData("median", 54.5)]
    [InlineData("1x average", 52.85)]
    [InlineData("2x average", 105.7)]
    public void Threshold_KnownBars_IsThatOfAnIndependentProgram(string threshold, double expected)
    {
        BarSeries bars = TestMarket.Of(41, i => 100, i => i * 37 % 101);

        Assert.Equal(expected, Explain(bars, "volume", $">= {threshold}", Short, 40).Threshold.Value!.Value, 12);
    }

    /// <summary>The 29th percentile of 101 values is the thirtieth of them, although 0.29 * 100 is less than 29.</summary>
    [Fact]
    public void Threshold_RankThatIsAWholeNumber_IsThatValueExactly()
    {
        BarSeries bars = TestMarket.Of(121, _ => 100, i => Math.Pow(2, i * 37 % 101));

        Assert.Equal(
            MetricValue.Of(Math.Pow(2, 29)),
            Explain(bars, "volume", "> 29th percentile", new RegimeOptions { Lookback = 20, PercentileWindow = 101 }, 120).Threshold);
    }

    [Fact]
    public void TrendStrength_SteadyGrowth_IsOne() =>
        Assert.Equal(1, ValueAt(TestMarket.Of(30, i => 100 * Math.Pow(1.01, i)), "trend_strength", 29).Value!.Value, 12);

    [Fact]
    public void TrendStrength_NothingMoves_IsUndefinedWithTheReason()
    {
        // 0.1 has no exact logarithm: sums of squares would leave a variance of rounding errors.
        BarSeries flat = TestMarket.Of(60, _ => 0.1);

        Assert.Equal(MetricValue.Undefined("all closes of the lookback are equal, so there is no variance that a trend could explain"), ValueAt(flat, "trend_strength", 59));
        Assert.Equal(MetricValue.Of(0), ValueAt(flat, "volatility", 59));
    }

    [Fact]
    public void Returns_TooLargeForANumber_IsUndefinedWithTheReason()
    {
        BoundExplanation bound = Explain(TestMarket.Of(21, i => i < 20 ? 1e-200 : 1e200), "returns", "> 0", Short, 20);

        Assert.Equal(MetricValue.Undefined("the result is too large for a number"), bound.Value);
        Assert.False(bound.Holds);
    }

    [Theory]
    [InlineData("trend_strength", "<= 1")]
    [InlineData("trend_strength", ">= 0")]
    [InlineData("trend_strength", ">= 0th percentile")]
    public void Condition_UndefinedValue_DoesNotHold(string measure, string condition)
    {
        BarSeries flat = TestMarket.Of(60, _ => 0.1);

        Assert.False(Explain(flat, measure, condition, Short, 59).Holds);
    }

    [Fact]
    public void Condition_NoVolumeThroughout_ComparesZeroWithZero()
    {
        BarSeries silent = TestMarket.Of(60, i => 100 + (i % 3), _ => 0);

        Assert.False(Explain(silent, "volume", "> 2x average", Short, 59).Holds);
        Assert.True(Explain(silent, "volume", "<= 2x average", Short, 59).Holds);
        Assert.False(Explain(silent, "volume", "> 90th percentile", Short, 59).Holds);
    }

    /// <summary>By addition a thousand times 0.1 is not 100, and a thousand times 1e308 is no number.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(1e308)]
    public void Average_EqualValues_IsExactlyThatValue(double volume)
    {
        BarSeries bars = TestMarket.Of(1200, i => 100 + (i % 7), _ => volume);

        BoundExplanation bound = Explain(bars, "volume", "> 1x average", new RegimeOptions { Lookback = 20, PercentileWindow = 1000 }, 1199);

        Assert.Equal(MetricValue.Of(volume), bound.Threshold);
        Assert.False(bound.Holds);
    }

    [Fact]
    public void Average_SomeValuesUndefined_IsThatOfTheOthers()
    {
        // The first 25 values of trend strength are undefined; 15 of the window's 20 are.
        BarSeries bars = TestMarket.Of(60, i => i < 45 ? 100 : 100 + ((i - 44) * (i % 2)));
        double[] defined = [.. Enumerable.Range(40, 20).Select(bar => NaiveRegimes.Measure(bars, RegimeMeasure.TrendStrength, 20, bar)).Where(double.IsFinite)];

        Assert.InRange(defined.Length, 1, 19);
        Assert.Equal(defined.Average(), Explain(bars, "trend_strength", "< 1x average", Short, 59).Threshold.Value!.Value, 12);
        Assert.Equal(NaiveRegimes.Percentile(defined, 30), Explain(bars, "trend_strength", "< 30th percentile", Short, 59).Threshold.Value!.Value, 12);
    }

    [Fact]
    public void Values_RandomMarkets_AreThoseOfTheDefinition() => Property.Holds(random =>
    {
        int lookback = 20 + random.Next(120);
        BarSeries bars = TestMarket.Moody(random, lookback + 40);
        int bar = lookback + random.Next(40);
        foreach (RegimeMeasure measure in RegimeMeasure.All)
        {
            double naive = NaiveRegimes.Measure(bars, measure, lookback, bar);
            MetricValue value = Explain(bars, measure.Name, "> 0", new RegimeOptions { Lookback = lookback }, bar).Value;

            Assert.Equal(double.IsNaN(naive), !value.IsDefined);
            if (value.Value is double defined) Assert.Equal(naive, defined, 1e-9 * (1 + Math.Abs(naive)));
        }
    });

    [Fact]
    public void Value_BeforeTheLookbackIsFull_IsUndefinedWithTheReason()
    {
        BarSeries bars = TestMarket.Of(60, i => 100 + i);

        Assert.All(RegimeMeasure.All, measure => Assert.Equal(MetricValue.Undefined("a measure needs 20 bars before it"), ValueAt(bars, measure.Name, 19)));
        Assert.All(RegimeMeasure.All, measure => Assert.True(ValueAt(bars, measure.Name, 20).IsDefined));
    }

    [Fact]
    public void Threshold_BeforeTheWindowIsFull_IsUndefinedWithTheReason()
    {
        BarSeries bars = TestMarket.Of(60, i => 100 + i);

        Assert.Equal(MetricValue.Undefined("a percentile or an average needs 39 bars before it"), Explain(bars, "volume", "> 50th percentile", Short, 38).Threshold);
        Assert.True(Explain(bars, "volume", "> 50th percentile", Short, 39).Threshold.IsDefined);
        Assert.False(Explain(bars, "volume", "> 1x average", Short, 38).Threshold.IsDefined);
        Assert.True(Explain(bars, "volume", "> 1x average", Short, 39).Threshold.IsDefined);
    }

    [Fact]
    public void Parse_UnknownName_ListsTheMeasuresAndTheNearest()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => RegimeMeasure.Parse("volatilty"));

        Assert.Equal("'volatilty' is not a measure. Did you mean 'volatility'? Measures are trend_strength, returns, volatility, volume, drawdown.", error.Message);
    }

    private static MetricValue ValueAt(BarSeries bars, string measure, int bar) => Explain(bars, measure, "> 0", Short, bar).Value;

    private static BoundExplanation Explain(BarSeries bars, string measure, string condition, RegimeOptions options, int bar)
    {
        RegimeRuleSet rules = new([new RegimeRule("only", 1, [RegimeCondition.Parse(measure, condition)])]);
        return RegimeClassifier.Evaluate(bars, rules, options).Explain(bar).Rules.Single().Bounds.Single();
    }
}
