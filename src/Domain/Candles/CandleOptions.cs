using System.Globalization;

namespace ServerlessTraining.Domain.Candles;

/// <summary>How a model is trained from a candle: on what came before it, tested on what comes after it.</summary>
public sealed record CandleOptions
{
    public const double LeastYears = 0.5;
    public const double MostYears = 10;
    public const int LeastWindow = 10;
    public const int MostWindow = 100;
    public const int MostFolds = 10;
    public const int MostWindows = 10;
    public const int LeastOptimizeSeconds = 10;
    public const int MostOptimizeSeconds = 120;
    private const string SearchOption = "optimize_seconds";

    private static readonly (CandleRange Range, Func<CandleOptions, double> Value)[] Numbers =
    [
        (new("train_years", LeastYears, MostYears, "years"), one => one.TrainYears),
        (new("test_window_size", LeastWindow, MostWindow, "bars"), one => one.TestWindowSize),
        (new("params.learning_rate", CandleParams.LeastLearningRate, CandleParams.MostLearningRate, ""), one => one.Params.LearningRate),
        (new("params.num_leaves", CandleParams.LeastLeaves, CandleParams.MostLeaves, "leaves"), one => one.Params.NumLeaves),
        (new("params.max_depth", CandleParams.LeastDepth, CandleParams.MostDepth, "levels"), one => one.Params.MaxDepth),
        (new("params.min_child_samples", CandleParams.LeastChildSamples, CandleParams.MostChildSamples, "rows"), one => one.Params.MinChildSamples),
        (new("folds", 0, MostFolds, "folds"), one => one.Folds),
        (new("windows", 1, MostWindows, "windows"), one => one.Windows),
        (new(SearchOption, LeastOptimizeSeconds, MostOptimizeSeconds, "seconds"), one => one.OptimizeSeconds),
        (new("threshold", 0, 1, ""), one => one.Threshold),
        (new("seed", 0, int.MaxValue, ""), one => one.Seed),
    ];

    /// <summary>Of every option that is a number. Seconds of a search may be 0 as well, for none.</summary>
    public static IReadOnlyList<CandleRange> Ranges { get; } = [.. Numbers.Select(number => number.Range)];

    /// <summary>The names of the feature systems that may be chosen; the first is the default.</summary>
    public static IReadOnlyList<string> FeatureSets { get; } = ["poc16", "poc16+ma5", "v1", "v2"];

    /// <summary>Length of the training part, which ends with the candle; 0.5 to 10 years of the market's calendar, default 3.</summary>
    public double TrainYears { get; init; } = 3;

    /// <summary>Bars of a test window, 10 to 100, default 35. The first begins after the candle.</summary>
    public int TestWindowSize { get; init; } = 35;

    public CandleParams Params { get; init; } = new();

    /// <summary>One of <see cref="FeatureSets"/>.</summary>
    public string FeatureSet { get; init; } = "poc16";

    /// <summary>Tests before the candle, inside the training part, which tell how stable the figures are; 0 to 10, default 0.</summary>
    public int Folds { get; init; }

    /// <summary>Test windows after the candle, one after the other; 1 to 10, default 1.</summary>
    public int Windows { get; init; } = 1;

    /// <summary>Seconds that better params are looked for before the final fit: 0, the default, for none, or 10 to 120.</summary>
    public int OptimizeSeconds { get; init; }

    /// <summary>From which probability on a prediction outside the run says up; 0 to 1, default 0.5. The run finds its own threshold for its figures.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Of everything random in it; from 0, default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Everything that is out of its range; empty where nothing is.</summary>
    public IReadOnlyList<CandleFault> Faults()
    {
        List<CandleFault> faults = [.. Numbers.Select(number => FaultOf(number.Range, number.Value(this))).OfType<CandleFault>()];
        if (!FeatureSets.Contains(FeatureSet)) faults.Add(new CandleFault("feature_set", $"'{FeatureSet}'", $"one of {string.Join(", ", FeatureSets)}"));
        return faults;
    }

    /// <exception cref="ServerlessTrainingException">Something is out of its range; all of it is told.</exception>
    public CandleOptions Validated() =>
        Faults() is { Count: > 0 } faults ? throw new ServerlessTrainingException($"The options of the candle cannot be used: {string.Join("; ", faults)}.") : this;

    private static CandleFault? FaultOf(CandleRange range, double value)
    {
        bool mayBeNone = range.Option == SearchOption;

        // The comparison is written so that NaN, which is in no range, is a fault.
        if ((value >= range.Least && value <= range.Most) || (mayBeNone && value == 0)) return null;
        string allowed = string.Create(CultureInfo.InvariantCulture, $"from {range.Least} to {range.Most} {range.Unit}").TrimEnd();
        return new CandleFault(range.Option, string.Create(CultureInfo.InvariantCulture, $"{value}"), mayBeNone ? $"{allowed}, or 0 for none," : allowed);
    }
}
