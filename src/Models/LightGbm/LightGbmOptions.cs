using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>The options of `lightgbm`, named as LightGBM names them; names that are usual elsewhere are understood as well. The defaults are those of the candle runs.</summary>
public sealed record LightGbmOptions
{
    private const string Source = "The hyper-parameter set of lightgbm";

    /// <summary>1 to 20,000 trees. Null, the default, is 4,000 with a tune part, where early stopping ends sooner, and 300 without. Also `n_estimators`.</summary>
    public int? NumIterations { get; init; }

    /// <summary>0.0001 to 1.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>2 to 4,096.</summary>
    public int NumLeaves { get; init; } = 31;

    /// <summary>1 to 64 levels, or -1 for no limit.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>Rows; 0 to 1,000,000. Also `min_child_samples`.</summary>
    public int MinDataInLeaf { get; init; } = 20;

    /// <summary>At least 0. Also `min_child_weight`.</summary>
    public double MinSumHessianInLeaf { get; init; } = 1e-3;

    /// <summary>The gain that a split must have, at least 0. Also `min_split_gain`.</summary>
    public double MinGainToSplit { get; init; }

    /// <summary>At least 0. Also `reg_alpha`.</summary>
    public double LambdaL1 { get; init; }

    /// <summary>At least 0. Also `reg_lambda`.</summary>
    public double LambdaL2 { get; init; }

    /// <summary>The share of the features that a tree may use, 0.01 to 1. Also `colsample_bytree`.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>The share of the rows that a tree is grown on, 0.01 to 1. Also `subsample`.</summary>
    public double BaggingFraction { get; init; } = 1;

    /// <summary>Iterations after which rows are drawn anew, 0 (never) to 1,000. Also `subsample_freq`.</summary>
    public int BaggingFreq { get; init; }

    /// <summary>2 to 65,535 bins a feature.</summary>
    public int MaxBin { get; init; } = 255;

    /// <summary>Iterations without a better tune metric, 0 (boost to the end, keep all trees) to 20,000. Also `early_stopping_rounds`.</summary>
    public int EarlyStoppingRound { get; init; } = 150;

    /// <summary>What early stopping of directions looks at: `auc` or `binary_logloss`. Returns have `l2`.</summary>
    public string Metric { get; init; } = LightGbmTraining.Auc;

    /// <summary>Whether the learning curve has the metric of the fit part: costs some time in every iteration.</summary>
    public bool FitCurve { get; init; }

    /// <exception cref="DocumentException">Everything that is wrong.</exception>
    public static LightGbmOptions Read(HyperParameters options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return DocumentReader.Read(JsonDocumentReader.Read(options.Json, Source), Source, Read);
    }

    internal LightGbmPlan ToPlan(bool hasTune)
    {
        string parameters = FormattableString.Invariant($"boosting=gbdt learning_rate={LearningRate} num_leaves={NumLeaves} max_depth={MaxDepth} min_data_in_leaf={MinDataInLeaf} ")
            + FormattableString.Invariant($"min_sum_hessian_in_leaf={MinSumHessianInLeaf} min_gain_to_split={MinGainToSplit} lambda_l1={LambdaL1} lambda_l2={LambdaL2} ")
            + FormattableString.Invariant($"feature_fraction={FeatureFraction} bagging_fraction={BaggingFraction} bagging_freq={BaggingFreq} max_bin={MaxBin}");
        return new LightGbmPlan(parameters, LightGbmTraining.Probability, Metric, NumIterations ?? TreeIterations.Default(hasTune), EarlyStoppingRound, FitCurve);
    }

    private static LightGbmOptions Read(DocumentValue root) => root.Mapping(map =>
    {
        LightGbmOptions defaults = new();
        LightGbmOptions options = new()
        {
            NumIterations = map.Option("num_iterations", "n_estimators", value => (int?)value.WholeNumber(1, TreeIterations.Most), null),
            LearningRate = map.Optional("learning_rate", value => value.Number(0.0001, 1), defaults.LearningRate),
            NumLeaves = map.Optional("num_leaves", value => value.WholeNumber(2, 4096), defaults.NumLeaves),
            MaxDepth = map.Optional("max_depth", LightGbmRanges.Depth, defaults.MaxDepth),
            MinDataInLeaf = map.Option("min_data_in_leaf", "min_child_samples", value => value.WholeNumber(0, 1_000_000), defaults.MinDataInLeaf),
            MinSumHessianInLeaf = map.Option("min_sum_hessian_in_leaf", "min_child_weight", value => value.Number(0), defaults.MinSumHessianInLeaf),
            MinGainToSplit = map.Option("min_gain_to_split", "min_split_gain", value => value.Number(0), defaults.MinGainToSplit),
            LambdaL1 = map.Option("lambda_l1", "reg_alpha", value => value.Number(0), defaults.LambdaL1),
            LambdaL2 = map.Option("lambda_l2", "reg_lambda", value => value.Number(0), defaults.LambdaL2),
            FeatureFraction = map.Option("feature_fraction", "colsample_bytree", LightGbmRanges.Fraction, defaults.FeatureFraction),
            BaggingFraction = map.Option("bagging_fraction", "subsample", LightGbmRanges.Fraction, defaults.BaggingFraction),
            BaggingFreq = map.Option("bagging_freq", "subsample_freq", value => value.WholeNumber(0, 1000), defaults.BaggingFreq),
            MaxBin = map.Optional("max_bin", value => value.WholeNumber(2, 65_535), defaults.MaxBin),
            EarlyStoppingRound = map.Option("early_stopping_round", "early_stopping_rounds", value => value.WholeNumber(0, TreeIterations.Most), defaults.EarlyStoppingRound),
            Metric = map.Optional("metric", value => value.OneOf([LightGbmTraining.Auc, LightGbmTraining.LogLoss]), defaults.Metric),
            FitCurve = map.Optional("fit_curve", value => value.Boolean(), defaults.FitCurve),
        };
        if (!root.HasErrors && options is { BaggingFraction: < 1, BaggingFreq: 0 })
        {
            root.Error("bagging_fraction below 1 has no effect with a bagging_freq of 0. Set bagging_freq to 1, or leave bagging_fraction out");
        }

        return options;
    });
}
