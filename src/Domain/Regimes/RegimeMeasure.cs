using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes.Parsing;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>
/// What a regime rule can ask of a bar. A measure looks at the last `lookback` bars at most and is known at the bar's close. All are defined from bar
/// number `lookback` on (counted from 0), because the change of the first of these bars needs the close before it.
/// </summary>
public sealed class RegimeMeasure
{
    private readonly Func<BarSeries, int, double[]> compute;

    private RegimeMeasure(string name, string description, double lowest, double highest, Func<BarSeries, int, double[]> compute, string undefinedReason)
    {
        Name = name;
        Description = description;
        Lowest = lowest;
        Highest = highest;
        this.compute = compute;
        UndefinedReason = undefinedReason;
    }

    public static RegimeMeasure TrendStrength { get; } = new(
        "trend_strength",
        "R-squared of the logarithm of the close on time over the lookback: 1 is a straight line, 0 is none. Undefined where all these closes are equal.",
        0,
        1,
        MeasureFormulas.TrendStrength,
        "all closes of the lookback are equal, so there is no variance that a trend could explain");

    public static RegimeMeasure Returns { get; } = new(
        "returns",
        "Simple return over the lookback: close / close of `lookback` bars before - 1, so 5% is 0.05.",
        -1,
        double.PositiveInfinity,
        MeasureFormulas.Returns,
        MeasureFormulas.TooLarge);

    public static RegimeMeasure Volatility { get; } = new(
        "volatility",
        "Standard deviation (divided by the count, as the indicators do) of the log returns of the lookback's bars; per bar, not annualised.",
        0,
        double.PositiveInfinity,
        MeasureFormulas.Volatility,
        MeasureFormulas.TooLarge);

    public static RegimeMeasure Volume { get; } = new(
        "volume",
        "Volume of the bar itself, in the units of the data: compare it with `2x average` or a percentile.",
        0,
        double.PositiveInfinity,
        MeasureFormulas.Volume,
        MeasureFormulas.TooLarge);

    public static RegimeMeasure Drawdown { get; } = new(
        "drawdown",
        "How far the close lies below the highest close of the lookback, as a share of it: 0.2 is 20 % below.",
        0,
        1,
        MeasureFormulas.Drawdown,
        MeasureFormulas.TooLarge);

    /// <summary>In the order in which rules are written.</summary>
    public static IReadOnlyList<RegimeMeasure> All { get; } = [TrendStrength, Returns, Volatility, Volume, Drawdown];

    public string Name { get; }

    public string Description { get; }

    /// <summary>No value is below it: a condition that asks for one is an error.</summary>
    public double Lowest { get; }

    /// <summary>No value is above it.</summary>
    public double Highest { get; }

    internal string UndefinedReason { get; }

    /// <summary>Its place in <see cref="All"/>.</summary>
    internal int Order => All.TakeWhile(measure => measure != this).Count();

    public static RegimeMeasure Parse(string name)
    {
        if (All.FirstOrDefault(measure => string.Equals(measure.Name, name, StringComparison.Ordinal)) is RegimeMeasure found) return found;
        string[] names = [.. All.Select(measure => measure.Name)];
        throw new ServerlessTrainingException($"'{name}' is not a measure.{NearestName.Sentence(name, names)} Measures are {string.Join(", ", names)}.");
    }

    public override string ToString() => Name;

    /// <summary>One value a bar, NaN where it is undefined: before bar `lookback`, and where the formula has no result.</summary>
    internal double[] Compute(BarSeries bars, int lookback)
    {
        double[] values = compute(bars, lookback);
        values.AsSpan(0, Math.Min(lookback, values.Length)).Fill(double.NaN);
        for (int t = lookback; t < values.Length; t++)
        {
            if (!double.IsFinite(values[t])) values[t] = double.NaN;
        }

        return values;
    }
}
