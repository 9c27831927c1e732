using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Features;

public sealed class Poc16Tests
{
    private static readonly FeatureOptions Absolute = new() { Encoder = FeatureEncoders.Absolute };

    [Fact]
    public void Compute_Absolute_FollowsTheFormulas()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(Property.Seed), 40);
        Bar bar = bars[30];
        Bar[] twenty = [.. Series.Bars(bars).Skip(11).Take(20)];
        double average = Enumerable.Range(26, 5).Average(i => bars[i].Close);
        double averageBefore = Enumerable.Range(25, 5).Average(i => bars[i].Close);

        double[] row = FeatureSystems.Poc16Ma5.Compute(bars, Absolute).Row(30).ToArray();

        double[] expected =
        [
            bar.Open, bar.High, bar.Low, bar.Close, bar.Volume,
            // 2021-03-02 is a Tuesday of week 9.
            Math.Sin(2 * Math.PI * 2 / 7), Math.Cos(2 * Math.PI * 2 / 7), Math.Sin(2 * Math.PI * 9 / 52), Math.Cos(2 * Math.PI * 9 / 52), 0, 1,
            (bar.High - bar.Low) / bar.Open, (bar.Close - bar.Open) / bar.Open, (bar.High - Math.Max(bar.Open, bar.Close)) / bar.Open,
            (Math.Min(bar.Open, bar.Close) - bar.Low) / bar.Open,
            bar.Volume / twenty.Average(other => other.Volume),
            average, (bar.Close / average) - 1, (average / averageBefore) - 1,
        ];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], row[i], 1e-12);
    }

    [Theory]
    [InlineData("1d", 1, 0)]
    [InlineData("4h", 0, 1)]
    [InlineData("1w", 0, 1)]
    public void Compute_TimeframeFlags_TellDaysFromAllOthers(string timeframe, double daily, double other)
    {
        FeatureMatrix matrix = FeatureSystems.Poc16.Compute(RandomMarket.Walk(new SeededRandom(1), 30, Timeframe.Parse(timeframe)), Absolute);

        Assert.Equal([daily, other], matrix.Row(29)[9..11]);
    }

    [Theory]
    [InlineData("2021-01-03", 7, 53)]
    [InlineData("2021-01-04", 1, 1)]
    [InlineData("2020-12-31", 4, 53)]
    [InlineData("2018-12-31", 1, 1)]
    public void Compute_TurnOfTheYear_TakesTheIsoCalendar(string day, int weekday, int week)
    {
        DateTimeOffset last = DateTimeOffset.Parse(day + "T23:00Z");
        BarSeries bars = Series.Of(Enumerable.Range(0, 20).Select(i => new Bar(last.AddHours(i - 19), 1, 1, 1, 1, 1)), Timeframe.H1);

        double[] row = FeatureSystems.Poc16.Compute(bars, Absolute).Row(19).ToArray();

        double[] expected = [Math.Sin(2 * Math.PI * weekday / 7), Math.Cos(2 * Math.PI * weekday / 7), Math.Sin(2 * Math.PI * week / 52), Math.Cos(2 * Math.PI * week / 52)];
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], row[5 + i], 1e-12);
    }

    [Fact]
    public void Compute_NoVolume_GivesARelativeVolumeOfOne() => Assert.Equal(1, FeatureSystems.Poc16.Compute(Series.Flat(25, Timeframe.H1, 2), Absolute).Row(24)[15]);
}
