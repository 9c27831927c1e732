using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Models.Trees;

namespace ServerlessTraining.Models.XgBoost;

/// <summary>The options that `xgboost` and `gradient_boosting` share, named as XGBoost's Python interface names them; the names of its parameter list are understood as
/// well.</summary>
public abstract record BoostedTreeOptions
{
    private protected BoostedTreeOptions()
    {
    }

    /// <summary>1 to 20,000 trees. Null, the default, is 4,000 with a tune part, where early stopping ends sooner, and 300 without. Also `num_boost_round`.</summary>
    public int? Estimators { get; init; }

    /// <summary>0.0001 to 1. Also `eta`.</summary>
    public double LearningRate { get; init; }

    /// <summary>Levels.</summary>
    public int MaxDepth { get; init; }

    /// <summary>The sum of hessians a leaf must have (rows for a return), at least 0.</summary>
    public double MinChildWeight { get; init; } = 1;

    /// <summary>The share of the rows that a tree is grown on, 0.01 to 1.</summary>
    public double Subsample { get; init; } = 1;

    /// <summary>The share of the features that a tree may use, 0.01 to 1.</summary>
    public double ColumnsByTree { get; init; } = 1;

    /// <summary>At least 0. Also `lambda`.</summary>
    public double RegLambda { get; init; }

    /// <summary>Iterations without a better tune metric, 0 (boost to the end, keep all trees) to 20,000. Also `early_stopping_round`.</summary>
    public int EarlyStoppingRounds { get; init; } = 150;

    /// <summary>What early stopping of directions looks at: `auc` or `logloss`. Returns have `rmse`.</summary>
    public string EvalMetric { get; init; } = XgBoostTraining.Auc;

    /// <summary>Whether the learning curve has the metric of the fit part: costs some time in every iteration.</summary>
    public bool FitCurve { get; init; }

    /// <summary>In XGBoost's words, beside the common ones.</summary>
    private protected abstract IReadOnlyList<(string Name, IConvertible Value)> Own { get; }

    internal XgBoostPlan ToPlan(bool hasTune) => new(
        XgBoostParameters.Of(
        [
            ("learning_rate", LearningRate),
            ("max_depth", MaxDepth),
            ("min_child_weight", MinChildWeight),
            ("subsample", Subsample),
            ("colsample_bytree", ColumnsByTree),
            ("reg_lambda", RegLambda),
            .. Own,
        ]),
        EvalMetric,
        Estimators ?? TreeIterations.Default(hasTune),
        EarlyStoppingRounds,
        FitCurve);

    /// <summary>The common options, where they are given.</summary>
    private protected static T ReadCommon<T>(MappingReader map, T defaults, int leastDepth, int mostDepth)
        where T : BoostedTreeOptions
    {
        return defaults with
        {
            Estimators = map.Option("n_estimators", "num_boost_round", value => (int?)value.WholeNumber(1, TreeIterations.Most), null),
            LearningRate = map.Option("learning_rate", "eta", value => value.Number(0.0001, 1), defaults.LearningRate),
            MaxDepth = map.Optional("max_depth", value => value.WholeNumber(leastDepth, mostDepth), defaults.MaxDepth),
            MinChildWeight = map.Optional("min_child_weight", value => value.Number(0), defaults.MinChildWeight),
            Subsample = map.Optional("subsample", XgBoostParameters.Fraction, defaults.Subsample),
            ColumnsByTree = map.Optional("colsample_bytree", XgBoostParameters.Fraction, defaults.ColumnsByTree),
            RegLambda = map.Option("reg_lambda", "lambda", value => value.Number(0), defaults.RegLambda),
            EarlyStoppingRounds = map.Option("early_stopping_rounds", "early_stopping_round", value => value.WholeNumber(0, TreeIterations.Most), defaults.EarlyStoppingRounds),
            EvalMetric = map.Optional("eval_metric", value => value.OneOf(XgBoostParameters.Metrics), defaults.EvalMetric),
            FitCurve = map.Optional("fit_curve", value => value.Boolean(), defaults.FitCurve),
        };
    }
}
