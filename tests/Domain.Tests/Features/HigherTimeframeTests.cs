using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Indicators;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Features;

/// <summary>The higher-timeframe columns of v2 against bars that are put together anew for each row.</summary>
public sealed class HigherTimeframeTests
{
    [Theory]
    [InlineData("1h", "4h")]
    [InlineData("1h", "1d")]
    [InlineData("4h", "1w")]
    [InlineData("1d", "1w")]
    public void Compute_AnyRow_ReadsTheNewestCompletedHigherBarsOnly(string timeframe, string higher) => Property.Holds(
        random =>
        {
            Timeframe longer = Timeframe.Parse(higher);
            BarSeries bars = RandomMarket.Walk(random, 1100 + random.Next(50), Timeframe.Parse(timeframe));
            if (random.Next(2) == 0) bars = Series.WithHoles(bars, random);
            FeatureMatrix matrix = FeatureSystems.V2.Compute(bars, new FeatureOptions { IndicatorTimeframes = [longer] });
            int row = matrix.WarmUp + random.Next(matrix.RowCount - matrix.WarmUp);

            Bar[] completed = Completed(bars, row, longer);
            double[] expected = Expected(completed, bars.Close[row]);

            ReadOnlySpan<double> actual = matrix.Row(row)[^expected.Length..];
            for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12);
        },
        runs: 15);

    [Fact]
    public void Compute_CloseOfTheHigherBar_IsKnownAtThatBarAndNotBefore()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(Property.Seed), 24 * 20);
        FeatureMatrix matrix = FeatureSystems.V2.Compute(bars, new FeatureOptions { IndicatorTimeframes = [Timeframe.D1] });

        // Bars start at midnight, so the bar of 23:00 completes the day.
        Assert.Equal(0, matrix.Row((24 * 18) + 23)[^1]);
        Assert.Equal(Math.Log(bars.Close[(24 * 18) + 22] / bars.Close[(24 * 18) - 1]), matrix.Row((24 * 18) + 22)[^1], 1e-12);
    }

    [Fact]
    public void Compute_BarsOffTheGridOfTheirTimeframe_IsRefused()
    {
        BarSeries bars = Series.Of(Enumerable.Range(0, 400).Select(i => new Bar(RandomMarket.Start.AddMinutes(30 * i), 1, 1, 1, 1, 1)), Timeframe.H1);

        Assert.Equal(
            "Bar 1 of TESTUSDT 1h opens at 2021-03-01T00:30:00Z, which is no whole multiple of 1h from midnight UTC (weeks from Monday). " +
            "Is the timeframe right, and are the times in UTC?",
            Assert.Throws<ServerlessTrainingException>(() => FeatureSystems.V2.Compute(bars, new FeatureOptions { IndicatorTimeframes = [Timeframe.D1] })).Message);
    }

    private static Bar[] Completed(BarSeries bars, int row, Timeframe higher)
    {
        long length = higher.Duration.Ticks;
        return
        [
            .. Series.Bars(bars).Take(row + 1).GroupBy(bar => bar.OpenTime.UtcTicks / length)
                .Where(group => (group.Key + 1) * length <= bars.CloseTime(row).UtcTicks)
                .Select(group => new Bar(
                    new DateTimeOffset(group.Key * length, TimeSpan.Zero), group.First().Open, group.Max(bar => bar.High),
                    group.Min(bar => bar.Low), group.Last().Close, group.Sum(bar => bar.Volume)))
                .TakeLast(15),
        ];
    }

    private static double[] Expected(Bar[] bars, double now)
    {
        Assert.Equal(15, bars.Length);
        Assert.Equal(bars.Length, bars.Select(bar => bar.OpenTime).Distinct().Count());
        double[] closes = [.. bars.Select(bar => bar.Close)];
        double[] changes = [.. closes.Skip(1).Zip(closes, (next, previous) => next - previous)];
        double gain = changes.Where(change => change > 0).Sum();
        double range = Enumerable.Range(1, 14).Average(i => Math.Max(bars[i].High, closes[i - 1]) - Math.Min(bars[i].Low, closes[i - 1]));
        double top = bars[..14].Max(bar => bar.High);
        double bottom = bars[..14].Min(bar => bar.Low);
        double[] slope = new double[15];
        double[] rSquared = new double[15];
        LinearTrend.Compute([.. closes.Select(close => Math.Log(close))], 14, slope, rSquared);
        return
        [
            Math.Log(closes[14] / closes[13]), Math.Log(closes[14] / closes[9]), (closes[14] / closes[1..].Average()) - 1, gain / changes.Sum(Math.Abs), range / closes[14],
            Math.Clamp((closes[14] - bottom) / (top - bottom), -1, 2), rSquared[14], bars[14].Volume / bars[1..].Average(bar => bar.Volume), Math.Log(now / closes[14]),
        ];
    }
}
