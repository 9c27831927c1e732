using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Labels;

public sealed class TrailingVolatilityTests
{
    private static readonly VolatilityOptions Options = new() { Period = TimeSpan.FromHours(3), Span = 10, MinReturns = 5 };

    [Fact]
    public void Compute_AnyBars_IsTheWeightedDeviationOfTheReturnsSoFar() => Property.Holds(
        random =>
        {
            BarSeries bars = RandomMarket.Walk(random, 60);
            double[] volatility = TrailingVolatility.Compute(bars, Options);
            for (int row = 0; row < bars.Count; row++)
            {
                double[] returns = [.. Enumerable.Range(3, Math.Max(0, row - 2)).Select(bar => (bars.Close[bar] / bars.Close[bar - 3]) - 1)];
                if (returns.Length < 5) Assert.True(double.IsNaN(volatility[row]));
                else Assert.Equal(Deviation(returns, 2.0 / 11), volatility[row], 12);
            }
        },
        runs: 20);

    [Fact]
    public void Compute_LaterBarsChange_EarlierValuesStay() => Property.Holds(random =>
    {
        BarSeries bars = RandomMarket.Walk(random, 80);
        int last = random.Next(79);

        double[] poisoned = TrailingVolatility.Compute(RandomMarket.Poisoned(bars, last), Options);

        Assert.Equal(TrailingVolatility.Compute(bars, Options)[..(last + 1)], poisoned[..(last + 1)]);
    });

    [Fact]
    public void Compute_AfterTheWarmUp_DoesNotDependOnWhereTheSeriesStarts()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(Property.Seed), 1000);
        int kept = Options.WarmUp + 3 + 1;

        double whole = TrailingVolatility.Compute(bars, Options)[^1];
        double part = TrailingVolatility.Compute(bars.Slice(bars.Count - kept, kept), Options)[^1];
        double tooShort = TrailingVolatility.Compute(bars.Slice(bars.Count - (kept / 2), kept / 2), Options)[^1];

        Assert.Equal(104, Options.WarmUp);
        Assert.InRange(Math.Abs(part - whole), 0, 1e-8 * whole);
        Assert.True(Math.Abs(tooShort - whole) > 1e-8 * whole);
    }

    [Fact]
    public void Compute_WrongOptions_AreRefused()
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(1), 5);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => TrailingVolatility.Compute(bars, new VolatilityOptions { Span = 0 }));

        Assert.Equal("The volatility options cannot be used: volatility.span is 0; from 2 to 10000 returns is allowed.", error.Message);
    }

    /// <summary>By the definition, with weights (1 - alpha)^age and the correction for the estimated mean.</summary>
    private static double Deviation(double[] returns, double alpha)
    {
        double[] weights = [.. returns.Select((_, i) => Math.Pow(1 - alpha, returns.Length - 1 - i))];
        double sum = weights.Sum();
        double mean = weights.Zip(returns, (w, x) => w * x).Sum() / sum;
        double variance = weights.Zip(returns, (w, x) => w * (x - mean) * (x - mean)).Sum() / sum;
        return Math.Sqrt(variance * sum * sum / ((sum * sum) - weights.Sum(w => w * w)));
    }
}
