using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.LightGbm;

/// <summary>The options of `random_forest`, named as LightGBM names them; names that are usual elsewhere are understood as well.</summary>
public sealed record RandomForestOptions
{
    private const string Source = "The hyper-parameter set of random_forest";

    /// <summary>1 to 20,000 trees. Also `n_estimators`.</summary>
    public int NumIterations { get; init; } = 300;

    /// <summary>2 to 4,096: trees of a forest are larger than those of boosting.</summary>
    public int NumLeaves { get; init; } = 127;

    /// <summary>1 to 64 levels, or -1, the default, for no limit.</summary>
    public int MaxDepth { get; init; } = -1;

    /// <summary>Rows; 1 to 1,000,000. Also `min_child_samples`.</summary>
    public int MinDataInLeaf { get; init; } = 20;

    /// <summary>At least 0. Also `reg_lambda`.</summary>
    public double LambdaL2 { get; init; }

    /// <summary>The share of the rows that a tree is grown on, drawn without replacement, 0.01 to 0.99; the default is the share that a draw with replacement would hit. Also
    /// `subsample`.</summary>
    public double BaggingFraction { get; init; } = 0.632;

    /// <summary>The share of the features that a tree may use, 0.01 to 1. Also `colsample_bytree`.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>The share of the features that a split may use, 0.01 to 1. Also `max_features`.</summary>
    public double FeatureFractionByNode { get; init; } = 0.3;

    /// <summary>2 to 65,535 bins a feature.</summary>
    public int MaxBin { get; init; } = 255;

    /// <summary>Whether the learning curve has the metric of the fit part: costs some time in every iteration.</summary>
    public bool FitCurve { get; init; }

    /// <exception cref="DocumentException">Everything that is wrong.</exception>
    public static RandomForestOptions Read(HyperParameters options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return DocumentReader.Read(JsonDocumentReader.Read(options.Json, Source), Source, Read);
    }

    internal LightGbmPlan ToPlan()
    {
        string parameters = FormattableString.Invariant($"boosting=rf num_leaves={NumLeaves} max_depth={MaxDepth} min_data_in_leaf={MinDataInLeaf} ")
            + FormattableString.Invariant($"lambda_l2={LambdaL2} bagging_fraction={BaggingFraction} bagging_freq=1 feature_fraction={FeatureFraction} ")
            + FormattableString.Invariant($"feature_fraction_bynode={FeatureFractionByNode} max_bin={MaxBin}");

        // The least squares of 0 and 1 are the classic forest: splits by Gini impurity, leaves with the share of rises, and their mean. The `binary` objective would take
        // one Newton step from the base rate in each leaf, which overshoots where classes or weights are uneven.
        return new LightGbmPlan(parameters, LightGbmTraining.Mean, LightGbmTraining.Auc, NumIterations, Patience: 0, FitCurve);
    }

    private static RandomForestOptions Read(DocumentValue root) => root.Mapping(map =>
    {
        RandomForestOptions defaults = new();
        return new RandomForestOptions
        {
            NumIterations = map.Option("num_iterations", "n_estimators", value => value.WholeNumber(1, TreeIterations.Most), defaults.NumIterations),
            NumLeaves = map.Optional("num_leaves", value => value.WholeNumber(2, 4096), defaults.NumLeaves),
            MaxDepth = map.Optional("max_depth", LightGbmRanges.Depth, defaults.MaxDepth),
            MinDataInLeaf = map.Option("min_data_in_leaf", "min_child_samples", value => value.WholeNumber(1, 1_000_000), defaults.MinDataInLeaf),
            LambdaL2 = map.Option("lambda_l2", "reg_lambda", value => value.Number(0), defaults.LambdaL2),
            BaggingFraction = map.Option("bagging_fraction", "subsample", value => value.Number(0.01, 0.99), defaults.BaggingFraction),
            FeatureFraction = map.Option("feature_fraction", "colsample_bytree", LightGbmRanges.Fraction, defaults.FeatureFraction),
            FeatureFractionByNode = map.Option("feature_fraction_bynode", "max_features", LightGbmRanges.Fraction, defaults.FeatureFractionByNode),
            MaxBin = map.Optional("max_bin", value => value.WholeNumber(2, 65_535), defaults.MaxBin),
            FitCurve = map.Optional("fit_curve", value => value.Boolean(), defaults.FitCurve),
        };
    });
}
