using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>results.json of a run.</summary>
public sealed record CandleResults
{
    /// <summary>Empty until the run's artifacts are written.</summary>
    public string RunId { get; init; } = "";

    public required CandleConfig Configuration { get; init; }

    /// <summary>That the model was trained with: those of the configuration, or better ones where they were looked for.</summary>
    public required CandleParams Params { get; init; }

    /// <summary>Fit, tune, then each test window.</summary>
    public required IReadOnlyList<CandlePart> Splits { get; init; }

    /// <summary>On the rows that the model learned from, at <see cref="CandleThresholds.Used"/>; so are all figures.</summary>
    public required IReadOnlyDictionary<string, double?> TrainMetrics { get; init; }

    public required IReadOnlyDictionary<string, double?> TuneMetrics { get; init; }

    /// <summary>On all test windows together.</summary>
    public required IReadOnlyDictionary<string, double?> TestMetrics { get; init; }

    public required CandleThresholds Threshold { get; init; }

    /// <summary>What the test would have given without a model, before costs.</summary>
    public required CandleBaselines Baselines { get; init; }

    /// <summary>By test window; the same as <see cref="TestMetrics"/> where there is one.</summary>
    public required IReadOnlyList<CandleFoldFigures> Windows { get; init; }

    /// <summary>Null where no folds before the candle were asked for.</summary>
    public CandleStability? Stability { get; init; }

    /// <summary>Null where params were not looked for.</summary>
    public CandleSearchResult? Search { get; init; }

    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>Share of the gain by feature, largest first.</summary>
    public required IReadOnlyList<CandleImportance> Importance { get; init; }

    /// <summary>Trees of the model: where the AUC on the tune part was best.</summary>
    public required int Iterations { get; init; }

    /// <summary>The instants that show that nothing leaks.</summary>
    public required LeakReceipt LeakReceipt { get; init; }

    /// <summary>The market of the training part, by which like ones are found.</summary>
    public required CandleMarket Market { get; init; }

    /// <summary>Of the bars that decide the run.</summary>
    public required string DataFingerprint { get; init; }

    public required string CodeVersion { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}
