using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class TradingSumsTests
{
    [Fact]
    public void With_PartsOfASeries_GivesTheMomentsOfTheWhole() => Property.Holds(random =>
    {
        double[] returns = [.. Enumerable.Range(0, 2 + random.Next(60)).Select(_ => 0.05 + (0.02 * random.NextGaussian()))];
        int first = random.Next(returns.Length + 1);
        int second = first + random.Next(returns.Length - first + 1);

        TradingSums whole = Sums(returns[..first]).With(Sums(returns[first..second]), 0).With(Sums(returns[second..]), -0.3);

        TradingSums expected = Sums(returns);
        Assert.Equal(expected.Bars, whole.Bars);
        Assert.Equal(expected.MeanReturn, whole.MeanReturn, 1e-14);
        Assert.Equal(expected.SquaredDeviations, whole.SquaredDeviations, 1e-12);
        Assert.Equal(expected.CubedDeviations, whole.CubedDeviations, 1e-12);
        Assert.Equal(expected.FourthDeviations, whole.FourthDeviations, 1e-12);
        Assert.Equal(expected.SquaredLosses, whole.SquaredLosses, 1e-14);
        Assert.Equal(expected.Growth, whole.Growth, 1e-10);
        Assert.Equal(-0.3, whole.MaxDrawdown);
    });

    [Fact]
    public void With_Counts_AddsThem()
    {
        TradingSums part = new()
        {
            Bars = 2,
            Growth = 1,
            Trades = 3,
            Wins = 1,
            GrossWin = 0.5,
            GrossLoss = 0.25,
            TradedShare = 4,
            BarsInPosition = 2,
            Decisions = 5,
            Hits = 4,
        };

        TradingSums whole = part.With(part, 0);

        Assert.Equal(
            new TradingSums
            {
                Bars = 4,
                Growth = 1,
                Trades = 6,
                Wins = 2,
                GrossWin = 1,
                GrossLoss = 0.5,
                TradedShare = 8,
                BarsInPosition = 4,
                Decisions = 10,
                Hits = 8,
            },
            whole);
        Assert.Equal(part, TradingSums.Empty.With(part, part.MaxDrawdown));
    }

    private static TradingSums Sums(double[] returns)
    {
        double mean = returns.Length == 0 ? 0 : returns.Average();
        return new TradingSums
        {
            Bars = returns.Length,
            MeanReturn = mean,
            SquaredDeviations = returns.Sum(r => Math.Pow(r - mean, 2)),
            CubedDeviations = returns.Sum(r => Math.Pow(r - mean, 3)),
            FourthDeviations = returns.Sum(r => Math.Pow(r - mean, 4)),
            SquaredLosses = returns.Sum(r => Math.Pow(Math.Min(r, 0), 2)),
            Growth = returns.Aggregate(1.0, (growth, r) => growth * (1 + r)),
        };
    }
}
