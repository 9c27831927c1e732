using System.Globalization;

namespace ServerlessTraining.Domain.Regimes;

/// <summary>
/// The right side of a comparison. Percentiles and averages are taken over the trailing percentile window, which ends with the bar itself: never over the whole sample.
/// </summary>
public readonly record struct RegimeThreshold
{
    private RegimeThreshold(ThresholdKind kind, double value)
    {
        if (Violation(kind, value) is string broken) throw new ServerlessTrainingException(broken);
        Kind = kind;
        // A negative zero would be equal and yet be written differently.
        Value = value + 0.0;
    }

    public ThresholdKind Kind { get; }

    /// <summary>The number, the percent (0 to 100) or the factor of the average (above 0).</summary>
    public double Value { get; }

    /// <summary>Whether it depends on the bars before: then it needs a full percentile window.</summary>
    public bool IsTrailing => Kind != ThresholdKind.Number;

    public static RegimeThreshold Number(double value) => new(ThresholdKind.Number, value);

    public static RegimeThreshold Percentile(double percent) => new(ThresholdKind.Percentile, percent);

    public static RegimeThreshold Average(double factor) => new(ThresholdKind.Average, factor);

    /// <summary>The canonical text, which is read back as an equal threshold.</summary>
    public override string ToString()
    {
        string number = Value.ToString("R", CultureInfo.InvariantCulture);
        return Kind switch
        {
            ThresholdKind.Percentile => $"{number}{OrdinalSuffix(Value)} percentile",
            ThresholdKind.Average => $"{number}x average",
            _ => number,
        };
    }

    internal static RegimeThreshold Of(ThresholdKind kind, double value) => new(kind, value);

    /// <summary>Why there is no such threshold, or null.</summary>
    internal static string? Violation(ThresholdKind kind, double value) => kind switch
    {
        _ when !double.IsFinite(value) => $"a threshold must be a finite number, but is {value}",
        ThresholdKind.Percentile when value is < 0 or > 100 => $"a percentile must be from 0 to 100, but is {value}",
        ThresholdKind.Average when value <= 0 => $"the factor of an average must be above 0, but is {value}",
        _ => null,
    };

    private static string OrdinalSuffix(double percent)
    {
        if (percent % 1 != 0 || percent % 100 is >= 11 and <= 13) return "th";
        return (percent % 10) switch
        {
            1 => "st",
            2 => "nd",
            3 => "rd",
            _ => "th",
        };
    }
}
