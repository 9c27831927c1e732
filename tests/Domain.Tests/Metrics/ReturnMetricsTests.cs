using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Tests.Metrics;

public sealed class ReturnMetricsTests
{
    private const double Year = 252;

    [Fact]
    public void Sharpe_EqualReturns_IsUndefinedInSpiteOfRounding()
    {
        // 0.1 summed a million times is not 100,000: about that mean every return deviates.
        double[] returns = new double[1_000_000];
        Array.Fill(returns, 0.1);

        Expect.Undefined("all values are equal", ReturnMetrics.Sharpe(returns, Year));
        Expect.Near(0, ReturnMetrics.AnnualVolatility(returns, Year), 0);
    }

    [Fact]
    public void Sharpe_FlatBars_Count() =>
        Expect.Near(0.5 / Math.Sqrt(1.0 / 3) * Math.Sqrt(Year), ReturnMetrics.Sharpe([1, 0, 1, 0], Year), 1e-12);

    [Fact]
    public void Sharpe_ScaledReturns_DoesNotChange() => Property.Holds(random =>
    {
        double[] returns = Expect.Gaussians(random, 2 + random.Next(50), 0.001, 0.01);
        double scale = Math.Pow(10, (200 * random.NextDouble()) - 100);
        double expected = ReturnMetrics.Sharpe(returns, Year).Value!.Value;

        Expect.Near(expected, ReturnMetrics.Sharpe([.. returns.Select(value => value * scale)], Year), 1e-9 * Math.Max(1, Math.Abs(expected)));
        Expect.Near(-expected, ReturnMetrics.Sharpe([.. returns.Select(value => -value)], Year), 1e-9 * Math.Max(1, Math.Abs(expected)));
    });

    [Fact]
    public void Sharpe_MoreBarsAYear_GrowsWithTheirRoot() => Property.Holds(random =>
    {
        double[] returns = Expect.Gaussians(random, 2 + random.Next(50));
        double daily = ReturnMetrics.Sharpe(returns, 365).Value!.Value;

        Expect.Near(daily * Math.Sqrt(96), ReturnMetrics.Sharpe(returns, 365 * 96), 1e-9 * Math.Abs(daily));
    });

    [Fact]
    public void Sortino_KnownReturns_TakesAllBarsIntoTheDownside() =>
        Expect.Near(0.02 / 3 / Math.Sqrt(0.0004 / 3) * Math.Sqrt(Year), ReturnMetrics.Sortino([0.04, -0.02, 0], Year), 1e-12);

    [Fact]
    public void Sortino_NoLoss_IsUndefined()
    {
        Expect.Undefined("there is no loss", ReturnMetrics.Sortino([0.01, 0, 0.02], Year));
        Expect.Undefined("the losses are too small to be squared", ReturnMetrics.Sortino([0.01, -1e-160], Year));
        Expect.Undefined("there are fewer than two returns", ReturnMetrics.Sortino([-0.01], Year));
    }

    [Fact]
    public void MaxDrawdown_FirstBarLoses_CountsFromTheStartingCapital() => Expect.Near(-0.5, ReturnMetrics.MaxDrawdown([-0.5, 1, 0.5, -0.25]), 0);

    [Fact]
    public void MaxDrawdown_EquityNeverFell_IsZero() => Expect.Near(0, ReturnMetrics.MaxDrawdown([0, 0.1, 0.3, 1e300, 1e300]), 0);

    [Fact]
    public void MaxDrawdown_AnyReturns_IsWhatTheEquityCurveShows() => Property.Holds(random =>
    {
        double[] returns = Expect.Gaussians(random, 1 + random.Next(60), 0.001, 0.05);
        double equity = 1;
        double[] curve = [1, .. returns.Select(value => equity *= 1 + value)];
        double expected = (from late in Enumerable.Range(0, curve.Length) from early in Enumerable.Range(0, late + 1) select (curve[late] / curve[early]) - 1).Min();

        Expect.Near(expected, ReturnMetrics.MaxDrawdown(returns), 1e-12);
        Expect.Near(curve[^1] - 1, ReturnMetrics.CumulativeReturn(returns), 1e-12);
    });

    [Theory]
    [InlineData(-1)]
    [InlineData(-1.5)]
    public void Returns_LosingTheCapital_EndThere(double loss)
    {
        double[] returns = [0.5, loss, 10, -3];

        Expect.Near(-1, ReturnMetrics.CumulativeReturn(returns), 0);
        Expect.Near(-1, ReturnMetrics.AnnualReturn(returns, Year), 0);
        Expect.Near(-1, ReturnMetrics.MaxDrawdown(returns), 0);
        Expect.Near(-1, ReturnMetrics.Calmar(returns, Year), 0);
    }

    [Fact]
    public void AnnualReturn_MoreBarsThanDoublesCanCompound_IsStillExact()
    {
        double[] returns = new double[200_000];
        Array.Fill(returns, -0.01);

        Expect.Near(Math.Pow(0.99, Year) - 1, ReturnMetrics.AnnualReturn(returns, Year), 1e-9);
    }

    [Fact]
    public void AnnualReturn_FewHugeReturns_IsUndefined() =>
        Expect.Undefined("the compound return a year is too large for a number", ReturnMetrics.AnnualReturn([0.5], 365 * 96));

    [Fact]
    public void Calmar_NoDrawdown_IsUndefined() => Expect.Undefined("there is no drawdown", ReturnMetrics.Calmar([0.01, 0.02], Year));

    [Fact]
    public void All_NoReturns_AreUndefined()
    {
        Expect.Undefined("there are fewer than two values", ReturnMetrics.Sharpe([], Year));
        Expect.Undefined("there are fewer than two values", ReturnMetrics.AnnualVolatility([0.01], Year));
        Expect.Undefined("there are no returns", ReturnMetrics.MaxDrawdown([]));
        Expect.Undefined("there are no returns", ReturnMetrics.CumulativeReturn([]));
        Expect.Undefined("there are no returns", ReturnMetrics.AnnualReturn([], Year));
        Expect.Undefined("there are no returns", ReturnMetrics.Calmar([], Year));
    }

    [Fact]
    public void Sharpe_BrokenInput_IsRefusedWithAllFaults() => Expect.Refused(
        "1 of 2 returns cannot be used, the first is return 1 (counted from 0), NaN; each must be a finite number. "
        + "Drop what has no value, on both sides where two series are compared. The number of bars a year is 0; it must be a finite number above 0.",
        () => ReturnMetrics.Sharpe([0.01, double.NaN], 0));
}
