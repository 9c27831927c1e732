namespace ServerlessTraining.Domain.Metrics;

/// <summary>What a series of simple returns earned and risked, one return a bar of the grid, flat bars included as 0. A year has <c>barsPerYear</c> bars
/// (<see cref="Market.MarketCalendar.BarsPerYear"/>). No risk-free rate is taken off. A return of -1 or less loses the capital; from there on there is none,
/// whatever follows.</summary>
public static class ReturnMetrics
{
    private const string NoReturns = "there are no returns";

    // A product is brought back to 1 before it can leave the range of doubles.
    private const double LargestProduct = 1e150;

    /// <summary>Mean over sample standard deviation (n - 1), annualised.</summary>
    public static MetricValue Sharpe(ReadOnlySpan<double> returns, double barsPerYear)
    {
        ThrowUnlessUsable(returns, barsPerYear);
        Spread spread = Spread.Of(returns);
        return spread.Fault is { } fault ? MetricValue.Undefined(fault) : MetricValue.Of(spread.Mean / spread.Deviation * Math.Sqrt(barsPerYear));
    }

    /// <summary>Mean over the root mean square of the losses (all bars in the denominator), annualised.</summary>
    public static MetricValue Sortino(ReadOnlySpan<double> returns, double barsPerYear)
    {
        ThrowUnlessUsable(returns, barsPerYear);
        if (returns.Length < 2) return MetricValue.Undefined("there are fewer than two returns");
        double sum = 0;
        double squares = 0;
        foreach (double value in returns)
        {
            sum += value;
            if (value < 0) squares += value * value;
        }

        double downside = Math.Sqrt(squares / returns.Length);
        if (downside < Spread.Smallest) return MetricValue.Undefined(squares == 0 ? "there is no loss" : "the losses are too small to be squared");
        return double.IsFinite(downside)
            ? MetricValue.Of(sum / returns.Length / downside * Math.Sqrt(barsPerYear))
            : MetricValue.Undefined("the losses are too large to be squared");
    }

    /// <summary>The deepest fall below the running peak of the equity, the starting capital included, as a negative part of that peak: -0.25 is a quarter lost.
    /// 0 where the equity never fell.</summary>
    public static MetricValue MaxDrawdown(ReadOnlySpan<double> returns)
    {
        ThrowUnlessFinite(returns);
        if (returns.IsEmpty) return MetricValue.Undefined(NoReturns);

        // Kept as a part of the running peak, so that no equity can overflow.
        double partOfPeak = 1;
        double deepest = 1;
        foreach (double value in returns)
        {
            if (value <= -1) return MetricValue.Of(-1);
            partOfPeak = Math.Min(1, partOfPeak * (1 + value));
            deepest = Math.Min(deepest, partOfPeak);
        }

        return MetricValue.Of(deepest - 1);
    }

    /// <summary>The compound return over all bars: 0.1 is a tenth gained.</summary>
    public static MetricValue CumulativeReturn(ReadOnlySpan<double> returns)
    {
        ThrowUnlessFinite(returns);
        if (returns.IsEmpty) return MetricValue.Undefined(NoReturns);
        (double product, double logarithm) = Growth(returns);
        return MetricValue.Of((product * Math.Exp(logarithm)) - 1, "the compound return is too large for a number");
    }

    /// <summary>The compound return a year that gives <see cref="CumulativeReturn"/> over these bars.</summary>
    public static MetricValue AnnualReturn(ReadOnlySpan<double> returns, double barsPerYear)
    {
        ThrowUnlessUsable(returns, barsPerYear);
        if (returns.IsEmpty) return MetricValue.Undefined(NoReturns);
        (double product, double logarithm) = Growth(returns);
        double years = returns.Length / barsPerYear;
        return MetricValue.Of(Math.Exp((Math.Log(product) + logarithm) / years) - 1, "the compound return a year is too large for a number");
    }

    /// <summary>Sample standard deviation (n - 1), annualised.</summary>
    public static MetricValue AnnualVolatility(ReadOnlySpan<double> returns, double barsPerYear)
    {
        ThrowUnlessUsable(returns, barsPerYear);
        Spread spread = Spread.Of(returns);
        if (spread.Count >= 2 && spread.IsFlat) return MetricValue.Of(0);
        return spread.Fault is { } fault ? MetricValue.Undefined(fault) : MetricValue.Of(spread.Deviation * Math.Sqrt(barsPerYear));
    }

    /// <summary>Annual return over the size of the deepest drawdown.</summary>
    public static MetricValue Calmar(ReadOnlySpan<double> returns, double barsPerYear)
    {
        MetricValue annual = AnnualReturn(returns, barsPerYear);
        if (annual.Value is not { } gain) return annual;
        double drawdown = MaxDrawdown(returns).Value!.Value;
        return drawdown == 0 ? MetricValue.Undefined("there is no drawdown") : MetricValue.Of(gain / -drawdown);
    }

    /// <summary>The growth is Product times e to the Logarithm.</summary>
    private static (double Product, double Logarithm) Growth(ReadOnlySpan<double> returns)
    {
        double product = 1;
        double logarithm = 0;
        foreach (double value in returns)
        {
            if (value <= -1) return (0, 0);
            product *= 1 + value;
            if (product is > LargestProduct or < 1 / LargestProduct)
            {
                logarithm += Math.Log(product);
                product = 1;
            }
        }

        return (product, logarithm);
    }

    private static void ThrowUnlessFinite(ReadOnlySpan<double> returns) => InputFault.ThrowIfAny(InputFault.NotFinite(returns, "return"));

    private static void ThrowUnlessUsable(ReadOnlySpan<double> returns, double barsPerYear) => InputFault.ThrowIfAny(
        InputFault.NotFinite(returns, "return"),
        InputFault.NotPositive(barsPerYear, "The number of bars a year"));
}
