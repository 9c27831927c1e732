using System.Globalization;
using System.Numerics;

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
        List<CandleFault> faults = [];
        Check("train_years", TrainYears, LeastYears, MostYears, "years", faults);
        Check("test_window_size", TestWindowSize, LeastWindow, MostWindow, "bars", faults);
        Check("params.learning_rate", Params.LearningRate, CandleParams.LeastLearningRate, CandleParams.MostLearningRate, "", faults);
        Check("params.num_leaves", Params.NumLeaves, CandleParams.LeastLeaves, CandleParams.MostLeaves, "leaves", faults);
        Check("params.max_depth", Params.MaxDepth, CandleParams.LeastDepth, CandleParams.MostDepth, "levels", faults);
        Check("params.min_child_samples", Params.MinChildSamples, CandleParams.LeastChildSamples, CandleParams.MostChildSamples, "rows", faults);
        if (!FeatureSets.Contains(FeatureSet)) faults.Add(new CandleFault("feature_set", $"'{FeatureSet}'", $"one of {string.Join(", ", FeatureSets)}"));
        Check("folds", Folds, 0, MostFolds, "folds", faults);
        Check("windows", Windows, 1, MostWindows, "windows", faults);
        if (OptimizeSeconds != 0) Check("optimize_seconds", OptimizeSeconds, LeastOptimizeSeconds, MostOptimizeSeconds, "seconds, or 0 for none,", faults);
        Check("threshold", Threshold, 0, 1, "", faults);
        Check("seed", Seed, 0, int.MaxValue, "", faults);
        return faults;
    }

    /// <exception cref="ServerlessTrainingException">Something is out of its range; all of it is told.</exception>
    public CandleOptions Validated() =>
        Faults() is { Count: > 0 } faults ? throw new ServerlessTrainingException($"The options of the candle cannot be used: {string.Join("; ", faults)}.") : this;

    // The comparison is written so that NaN, which is in no range, is a fault.
    private static void Check<T>(string option, T value, T least, T most, string unit, List<CandleFault> faults)
        where T : INumber<T>
    {
        if (value >= least && value <= most) return;
        string allowed = string.Create(CultureInfo.InvariantCulture, $"from {least} to {most} {unit}").TrimEnd();
        faults.Add(new CandleFault(option, string.Create(CultureInfo.InvariantCulture, $"{value}"), allowed));
    }
}
