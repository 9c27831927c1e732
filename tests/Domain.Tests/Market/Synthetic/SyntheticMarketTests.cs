using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;

namespace ServerlessTraining.Domain.Tests.Market.Synthetic;

public sealed class SyntheticMarketTests
{
    private static readonly SyntheticMarketOptions Noise = new() { Bars = 40_000, Regimes = SyntheticRegime.Driftless(Timeframe.H1), Seed = Property.Seed };

    [Fact]
    public void Generate_AnyNumberOfBars_BeginsTheSame() => Property.Holds(
        random =>
        {
            SyntheticMarketOptions options = new()
            {
                Seed = random.NextUInt64(),
                Bars = 200,
                Calendar = MarketCalendar.All[random.Next(3)],
                Timeframe = TestBars.AnyOf(random, 15, 60, 1440),
                SignalStrength = 0.3 * random.NextDouble(),
            };
            int count = 1 + random.Next(200);

            SyntheticBars all = SyntheticMarket.Generate(options);
            SyntheticBars some = SyntheticMarket.Generate(options with { Bars = count });

            TestBars.AssertSame(all.Bars.Slice(0, count), some.Bars);
            Assert.Equal(all.TrueRegimes.Span[..count], some.TrueRegimes.Span);
        },
        runs: 50);

    [Fact]
    public void Generate_KnownSeed_GivesTheRecordedBars()
    {
        SyntheticBars market = SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = 500, Seed = 7, SignalStrength = 0.1 });

        Assert.Equal("41237e1f66142b6522dbed3a7b7ae9fb7193fc3d0523c5555b8f8c72953a3add", SeriesFingerprint.Of(market.Bars));
    }

    [Fact]
    public void Generate_OtherSeed_GivesOtherBars() =>
        Assert.NotEqual(SeriesFingerprint.Of(SyntheticMarket.Generate(Noise).Bars), SeriesFingerprint.Of(SyntheticMarket.Generate(Noise with { Seed = 1 }).Bars));

    [Theory]
    [InlineData("crypto", "15m")]
    [InlineData("fx", "1h")]
    [InlineData("equities", "1h")]
    [InlineData("equities", "1d")]
    [InlineData("fx", "1w")]
    public void Generate_AnyCalendar_HasEveryBarThatItExpectsAndNoOther(string calendar, string timeframe)
    {
        SyntheticMarketOptions options = new() { Bars = 2000, Calendar = MarketCalendar.Parse(calendar), Timeframe = Timeframe.Parse(timeframe) };

        GapReport report = GapReport.Of(SyntheticMarket.Generate(options).Bars);

        Assert.Equal((2000, 0, 0), (report.ExpectedBars, report.MissingBars, report.BarsOutsideHours));
    }

    [Fact]
    public void Generate_StartInsideABar_BeginsWithTheNext() => Assert.Equal(
        TestBars.Utc("2020-01-03T14:00:00Z"),
        SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = 1, Calendar = MarketCalendar.Equities, Start = TestBars.Utc("2020-01-02T20:01:00Z") }).Bars.OpenTime(0));

    [Fact]
    public void Generate_EveryBar_OpensWhereTheLastClosed()
    {
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions()).Bars;

        Assert.Equal(bars.Close[..^1], bars.Open[1..]);
        Assert.Equal(100, bars.Open[0]);
    }

    [Fact]
    public void Generate_Driftless_HasTheMomentsOfARandomWalk()
    {
        BarSeries bars = SyntheticMarket.Generate(Noise).Bars;
        double[] returns = Returns(bars);

        // Simple returns have no mean; the standard error is 0.005 / sqrt(40,000).
        Assert.InRange(returns.Average(value => Math.Exp(value) - 1), -4 * 0.000025, 4 * 0.000025);
        Assert.InRange(Deviation(returns), 0.0049, 0.0051);
        Assert.InRange(Correlation(returns[..^1], returns[1..]), -0.02, 0.02);
        Assert.InRange(Correlation(DriverInVolume(bars)[..^1], returns[1..]), -0.02, 0.02);
        Assert.Equal(["driftless", "unclassified"], SyntheticMarket.Generate(Noise).TrueRegimes.Names);
    }

    [Fact]
    public void Generate_Driftless_HasTheRangeOfABrownianPath()
    {
        BarSeries bars = SyntheticMarket.Generate(Noise).Bars;

        double range = Enumerable.Range(0, bars.Count).Average(i => Math.Log(bars.High[i] / bars.Low[i]));

        // The mean range of a Brownian path is sqrt(8 / pi) of its deviation.
        Assert.InRange(range / 0.005, 0.98 * Math.Sqrt(8 / Math.PI), 1.02 * Math.Sqrt(8 / Math.PI));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    public void Generate_PlantedSignal_ShowsInVolumeBeforeTheReturn(double strength)
    {
        BarSeries bars = SyntheticMarket.Generate(Noise with { SignalStrength = strength }).Bars;
        double[] returns = Returns(bars);

        double seen = Correlation(DriverInVolume(bars)[..^1], returns[1..]);

        Assert.InRange(seen, 0.6 * strength, strength + 0.01);
        Assert.InRange(Deviation(returns), 0.0049, 0.0051);
    }

    [Fact]
    public void Generate_PlantedSignal_LeavesRegimesAsTheyAre() => Assert.Equal(
        SyntheticMarket.Generate(new SyntheticMarketOptions()).TrueRegimes.Span,
        SyntheticMarket.Generate(new SyntheticMarketOptions { SignalStrength = 0.2 }).TrueRegimes.Span);

    [Fact]
    public void Generate_StandardRegimes_BehaveAsTheirNamesSay()
    {
        SyntheticBars market = SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = 100_000, Seed = 3 });
        double[] returns = Returns(market.Bars);
        IEnumerable<int> BarsOf(int regime) => Enumerable.Range(0, returns.Length).Where(i => market.TrueRegimes.Span[i] == regime);
        double Mean(int regime) => BarsOf(regime).Average(i => returns[i]);
        double Spread(int regime) => Deviation([.. BarsOf(regime).Select(i => returns[i])]);
        double Volume(int regime) => BarsOf(regime).Average(i => market.Bars.Volume[i]);

        Assert.Equal(["bull_trending", "bear_trending", "volatile_ranging", "calm_ranging", "unclassified"], market.TrueRegimes.Names);
        Assert.InRange(Mean(0), 0.0006, 0.0010);
        Assert.InRange(Mean(1), -0.0010, -0.0006);
        Assert.InRange(Spread(0), 0.0039, 0.0041);
        Assert.InRange(Spread(1), 0.0049, 0.0051);
        Assert.True(Spread(2) > 2 * Spread(1) && Spread(3) < Spread(0));
        Assert.True(Volume(2) > Volume(1) && Volume(1) > Volume(0) && Volume(0) > Volume(3));
        Assert.DoesNotContain((byte)4, market.TrueRegimes.Span.ToArray());
    }

    [Fact]
    public void Generate_StandardRegimes_LastAsLongAsTheySay()
    {
        SyntheticBars market = SyntheticMarket.Generate(new SyntheticMarketOptions { Bars = 400_000, Seed = 3 });
        byte[] labels = market.TrueRegimes.Span.ToArray();

        for (int regime = 0; regime < 4; regime++)
        {
            int bars = labels.Count(label => label == regime);
            int spells = Enumerable.Range(0, labels.Length).Count(i => labels[i] == regime && (i == 0 || labels[i - 1] != regime));
            double expected = SyntheticRegime.Standard(Timeframe.H1)[regime].MeanDuration;
            Assert.InRange((double)bars / spells, 0.8 * expected, 1.2 * expected);
        }
    }

    [Fact]
    public void Generate_Pull_KeepsThePriceNearWhereTheRegimeBegan()
    {
        SyntheticMarketOptions options = new() { Bars = 20_000, Regimes = [new("range", 0, 0.01, double.MaxValue, 0.1)] };

        double[] away = [.. SyntheticMarket.Generate(options).Bars.Close.ToArray().Select(price => Math.Log(price / 100))];

        // A first-order process that keeps 0.9 of its distance.
        Assert.InRange(Deviation(away), 0.8 * 0.01 / Math.Sqrt(1 - 0.81), 1.2 * 0.01 / Math.Sqrt(1 - 0.81));
    }

    [Fact]
    public void Generate_PriceThatRunsAway_IsRefused()
    {
        SyntheticMarketOptions options = new() { Regimes = [new("rocket", 0.1, 0.01, 10)] };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SyntheticMarket.Generate(options));

        Assert.Matches(@"^The synthetic price left 1E-12 to 1E\+18 after \d+ bars\. Choose smaller drifts and volatilities, or fewer bars\.$", error.Message);
    }

    [Fact]
    public void Generate_WrongOptions_AreAllNamedAtOnce()
    {
        SyntheticMarketOptions options = new()
        {
            Symbol = default,
            Calendar = null!,
            Bars = 0,
            Start = TestBars.Utc("1799-12-31T00:00:00Z"),
            StartPrice = double.NaN,
            SignalStrength = 1,
            Regimes = [new("a", double.NaN, 0, 0.5, 2), new("a", 0.2, 0.6, 1), new(" ", 0, 0.1, 1), new("unclassified", 0, 0.1, 1)],
        };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SyntheticMarket.Generate(options));

        Assert.Equal(
            """
            The synthetic market cannot be made:
              Symbol is not set. Give one, such as SYNTHUSDT.
              Calendar is null. Allowed are crypto, fx, equities.
              Bars must be 1 to 5000000, but is 0.
              StartPrice must be 0.001 to 1000000, but is NaN.
              SignalStrength must be 0 to 0.99, but is 1.
              Start must be in the years 1800 to 2199, but is 1799-12-31T00:00:00Z.
              Regimes[0] ('a'): Drift must be -0.1 to 0.1, but is NaN.
              Regimes[0] ('a'): Volatility must be above 0 and at most 0.5, but is 0.
              Regimes[0] ('a'): MeanDuration must be 1 or more, but is 0.5.
              Regimes[0] ('a'): Pull must be 0 to 1, but is 2.
              Regimes[1] ('a') has the name of an earlier one. Every name may be there once.
              Regimes[1] ('a'): Drift must be -0.1 to 0.1, but is 0.2.
              Regimes[1] ('a'): Volatility must be above 0 and at most 0.5, but is 0.6.
              Regimes[2] has no name. Give it one.
              Regimes[3] ('unclassified') has the name of bars without a regime. Choose another one.
            """,
            error.Message);
    }

    [Fact]
    public void Generate_TooLongAHistory_IsRefused()
    {
        SyntheticMarketOptions options = new() { Bars = 100_000, Timeframe = Timeframe.D1 };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SyntheticMarket.Generate(options));

        Assert.Equal("The synthetic market cannot be made:\n  100000 bars of 1d from 2020-01-01T00:00:00Z end after the year 2199. Start earlier or ask for fewer.", error.Message);
    }

    [Fact]
    public void Generate_NoTimeframe_IsRefused() => Assert.Throws<ServerlessTrainingException>(() => SyntheticMarket.Generate(new SyntheticMarketOptions { Timeframe = default }));

    private static double[] Returns(BarSeries bars)
    {
        double[] returns = new double[bars.Count];
        for (int i = 0; i < returns.Length; i++) returns[i] = Math.Log(bars.Close[i] / bars.Open[i]);
        return returns;
    }

    // Volume without what the bar's own move explains.
    private static double[] DriverInVolume(BarSeries bars)
    {
        double[] returns = Returns(bars);
        return [.. returns.Select((value, i) => Math.Log(bars.Volume[i] / (0.5 + (Math.Abs(value) / 0.005))))];
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
    }

    private static double Correlation(double[] left, double[] right)
    {
        double meanLeft = left.Average();
        double meanRight = right.Average();
        return left.Zip(right, (a, b) => (a - meanLeft) * (b - meanRight)).Average() / (Deviation(left) * Deviation(right));
    }
}
