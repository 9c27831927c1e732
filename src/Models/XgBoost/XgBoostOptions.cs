using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>The options of `xgboost`, named as XGBoost's Python interface names them; the names of its parameter list are understood as well.</summary>
public sealed record XgBoostOptions
{
    private const string Source = "The hyper-parameters of xgboost";
    private static readonly string[] Policies = ["depthwise", "lossguide"];

    /// <summary>1 to 20,000 trees. Null, the default, is 4,000 with a tune part, where early stopping ends sooner, and 300 without. Also `num_boost_round`.</summary>
    public int? Estimators { get; init; }

    /// <summary>0.0001 to 1. Also `eta`.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>1 to 32 levels; 0 for no limit, where <see cref="MaxLeaves"/> has one.</summary>
    public int MaxDepth { get; init; } = 6;

    /// <summary>2 to 4,096 leaves; 0, the default, for no limit.</summary>
    public int MaxLeaves { get; init; }

    /// <summary>`depthwise` splits level by level, `lossguide` where the gain is largest.</summary>
    public string GrowPolicy { get; init; } = Policies[0];

    /// <summary>The sum of hessians a leaf must have (rows for a return), at least 0.</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>The gain that a split must have, at least 0. Also `min_split_loss`.</summary>
    public double Gamma { get; init; }

    /// <summary>The share of the rows that a tree is grown on, 0.01 to 1.</summary>
    public double Subsample { get; init; } = 1;

    /// <summary>The share of the features that a tree may use, 0.01 to 1.</summary>
    public double ColumnsByTree { get; init; } = 1;

    /// <summary>The share of the tree's features that a split may use, 0.01 to 1.</summary>
    public double ColumnsByNode { get; init; } = 1;

    /// <summary>At least 0. Also `alpha`.</summary>
    public double RegAlpha { get; init; }

    /// <summary>At least 0. Also `lambda`.</summary>
    public double RegLambda { get; init; } = 1;

    /// <summary>2 to 65,535 bins a feature.</summary>
    public int MaxBin { get; init; } = 256;

    /// <summary>Iterations without a better tune metric, 0 (boost to the end, keep all trees) to 20,000. Also `early_stopping_round`.</summary>
    public int EarlyStoppingRounds { get; init; } = 150;

    /// <summary>What early stopping of directions looks at: `auc` or `logloss`. Returns have `rmse`.</summary>
    public string EvalMetric { get; init; } = XgBoostTraining.Auc;

    /// <summary>Whether the learning curve has the metric of the fit part: costs some time in every iteration.</summary>
    public bool FitCurve { get; init; }

    /// <exception cref="DocumentException">Everything that is wrong.</exception>
    public static XgBoostOptions Read(HyperParameters options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return DocumentReader.Read(JsonDocumentReader.Read(options.Json, Source), Source, Read);
    }

    internal XgBoostPlan ToPlan(bool hasTune) => new(
        XgBoostParameters.Of(
            ("tree_method", "hist"),
            ("learning_rate", LearningRate),
            ("max_depth", MaxDepth),
            ("max_leaves", MaxLeaves),
            ("grow_policy", GrowPolicy),
            ("min_child_weight", MinChildWeight),
            ("gamma", Gamma),
            ("subsample", Subsample),
            ("colsample_bytree", ColumnsByTree),
            ("colsample_bynode", ColumnsByNode),
            ("reg_alpha", RegAlpha),
            ("reg_lambda", RegLambda),
            ("max_bin", MaxBin)),
        EvalMetric,
        Estimators ?? TreeIterations.Default(hasTune),
        EarlyStoppingRounds,
        FitCurve);

    private static XgBoostOptions Read(DocumentValue root) => root.Mapping(map =>
    {
        XgBoostOptions defaults = new();
        XgBoostOptions options = new()
        {
            Estimators = map.Option("n_estimators", "num_boost_round", value => (int?)value.WholeNumber(1, TreeIterations.Most), null),
            LearningRate = map.Option("learning_rate", "eta", value => value.Number(0.0001, 1), defaults.LearningRate),
            MaxDepth = map.Optional("max_depth", value => value.WholeNumber(0, 32), defaults.MaxDepth),
            MaxLeaves = map.Optional("max_leaves", XgBoostParameters.Leaves, defaults.MaxLeaves),
            GrowPolicy = map.Optional("grow_policy", value => value.OneOf(Policies), defaults.GrowPolicy),
            MinChildWeight = map.Optional("min_child_weight", value => value.Number(0), defaults.MinChildWeight),
            Gamma = map.Option("gamma", "min_split_loss", value => value.Number(0), defaults.Gamma),
            Subsample = map.Optional("subsample", XgBoostParameters.Fraction, defaults.Subsample),
            ColumnsByTree = map.Optional("colsample_bytree", XgBoostParameters.Fraction, defaults.ColumnsByTree),
            ColumnsByNode = map.Optional("colsample_bynode", XgBoostParameters.Fraction, defaults.ColumnsByNode),
            RegAlpha = map.Option("reg_alpha", "alpha", value => value.Number(0), defaults.RegAlpha),
            RegLambda = map.Option("reg_lambda", "lambda", value => value.Number(0), defaults.RegLambda),
            MaxBin = map.Optional("max_bin", value => value.WholeNumber(2, 65_535), defaults.MaxBin),
            EarlyStoppingRounds = map.Option("early_stopping_rounds", "early_stopping_round", value => value.WholeNumber(0, TreeIterations.Most), defaults.EarlyStoppingRounds),
            EvalMetric = map.Optional("eval_metric", value => value.OneOf(XgBoostParameters.Metrics), defaults.EvalMetric),
            FitCurve = map.Optional("fit_curve", value => value.Boolean(), defaults.FitCurve),
        };
        if (!root.HasErrors && options is { MaxDepth: 0, MaxLeaves: 0 }) root.Error("max_depth and max_leaves are both 0, and a tree would have no limit. Set one of them");
        return options;
    });
}
