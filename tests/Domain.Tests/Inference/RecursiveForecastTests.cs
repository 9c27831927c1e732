using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class RecursiveForecastTests
{
    [Fact]
    public void Next_Forecast_BecomesTheStatedBar()
    {
        BarSeries history = RandomMarket.Walk(new SeededRandom(1), 30);

        Bar bar = SyntheticBar.Next(history, -0.1);

        double open = history.Close[^1];
        Assert.Equal(new Bar(history.CloseTime(29), open, open, open * 0.9, open * 0.9, bar.Volume), bar);
        Assert.Equal(history.Volume[10..].ToArray().Average(), bar.Volume, 1e-9);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void Next_ImpossibleReturn_SaysWhatIsWrong(double predicted)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => SyntheticBar.Next(RandomMarket.Walk(new SeededRandom(1), 3), predicted));

        Assert.StartsWith(
            $"A one-step return of {predicted} was forecast for TESTUSDT 1h, but a return must be a finite number above -1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_SeveralSteps_FeedsEachForecastToTheNext()
    {
        BarSeries history = RandomMarket.Walk(new SeededRandom(2), 40);
        List<BarSeries> seen = [];

        double[] compounded = RecursiveForecast.Run(history, 3, series =>
        {
            seen.Add(series);
            return 0.01 * seen.Count;
        });

        Assert.Equal([0.01, (1.01 * 1.02) - 1, (1.01 * 1.02 * 1.03) - 1], compounded, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([40, 41, 42], seen.Select(series => series.Count));
        Assert.Equal(history.Close[^1] * 1.01 * 1.02, seen[2].Close[^1], 1e-9);
        Assert.Equal(history.Close.ToArray(), seen[2].Close[..40].ToArray());
    }

    [Fact]
    public void Run_ModelWithoutAForecast_EndsTheForecast()
    {
        int asked = 0;

        double[] compounded = RecursiveForecast.Run(RandomMarket.Walk(new SeededRandom(2), 5), 3, _ => asked++ == 0 ? 0.02 : double.NaN);

        Assert.Equal([0.02, double.NaN, double.NaN], compounded, (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-15);
        Assert.Equal(2, asked);
    }

    [Fact]
    public void Run_PoisonedFuture_ForecastsTheSame() => Property.Holds(
        random =>
        {
            BarSeries bars = RandomMarket.Walk(random, 60);
            int last = 20 + random.Next(30);

            double[] Forecast(BarSeries series) => RecursiveForecast.Run(series.Slice(last - 15, 16), 5, Momentum);

            Assert.Equal(Forecast(bars), Forecast(RandomMarket.Poisoned(bars, last)));
        },
        50);

    private static double Momentum(BarSeries series) =>
        (0.3 * ((series.Close[^1] / series.Close[^2]) - 1)) + (0.001 * ((series.Volume[^1] / series.Volume[^3]) - 1)) + (0.1 * ((series.High[^1] / series.Low[^1]) - 1));
}
