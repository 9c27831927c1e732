using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What is searched for each model type, where nobody says otherwise, and its default point: what the model type does when an option is left out, or the nearest to it
/// that the space has. Options that are not in a space keep their defaults; those with one choice are fixed, so that the winner has them written out.</summary>
/// <remarks>Boosted trees have at most 500 rounds and give up after 50 without progress, instead of 4,000 and 150: a fold of 180 days of hourly bars is then done within a
/// second, and a quick study within minutes. Penalties whose default is 0 begin at 0.001, which is next to nothing and has a place on a logarithmic scale.</remarks>
public static class SearchSpaces
{
    private static readonly Dictionary<string, (string Space, string Default)> All = new(StringComparer.Ordinal)
    {
        ["lightgbm"] = (
            """
            {
              "learning_rate": {"low": 0.01, "high": 0.3, "log": true},
              "num_leaves": {"low": 4, "high": 64, "log": true, "whole": true},
              "max_depth": {"low": 2, "high": 10, "whole": true},
              "min_data_in_leaf": {"low": 5, "high": 200, "log": true, "whole": true},
              "lambda_l1": {"low": 0.001, "high": 100, "log": true},
              "lambda_l2": {"low": 0.001, "high": 100, "log": true},
              "feature_fraction": {"low": 0.2, "high": 1},
              "bagging_fraction": {"low": 0.4, "high": 1},
              "bagging_freq": {"choices": [1]},
              "num_iterations": {"choices": [500]},
              "early_stopping_round": {"choices": [50]}
            }
            """,
            """
            {
              "learning_rate": 0.05, "num_leaves": 31, "max_depth": 6, "min_data_in_leaf": 20, "lambda_l1": 0.001, "lambda_l2": 0.001, "feature_fraction": 1,
              "bagging_fraction": 1, "bagging_freq": 1, "num_iterations": 500, "early_stopping_round": 50
            }
            """),
        ["xgboost"] = (
            """
            {
              "learning_rate": {"low": 0.01, "high": 0.3, "log": true},
              "max_depth": {"low": 2, "high": 8, "whole": true},
              "min_child_weight": {"low": 0.5, "high": 100, "log": true},
              "subsample": {"low": 0.4, "high": 1},
              "colsample_bytree": {"low": 0.2, "high": 1},
              "gamma": {"low": 0, "high": 5},
              "reg_alpha": {"low": 0.001, "high": 10, "log": true},
              "reg_lambda": {"low": 0.01, "high": 100, "log": true},
              "n_estimators": {"choices": [500]},
              "early_stopping_rounds": {"choices": [50]}
            }
            """,
            """
            {
              "learning_rate": 0.05, "max_depth": 6, "min_child_weight": 1, "subsample": 1, "colsample_bytree": 1, "gamma": 0, "reg_alpha": 0.001, "reg_lambda": 1,
              "n_estimators": 500, "early_stopping_rounds": 50
            }
            """),
        ["gradient_boosting"] = (
            """
            {
              "learning_rate": {"low": 0.01, "high": 0.3, "log": true},
              "max_depth": {"low": 1, "high": 6, "whole": true},
              "min_child_weight": {"low": 0.5, "high": 100, "log": true},
              "subsample": {"low": 0.4, "high": 1},
              "colsample_bytree": {"low": 0.2, "high": 1},
              "reg_lambda": {"low": 0.001, "high": 100, "log": true},
              "n_estimators": {"choices": [500]},
              "early_stopping_rounds": {"choices": [50]}
            }
            """,
            """
            {
              "learning_rate": 0.1, "max_depth": 3, "min_child_weight": 1, "subsample": 1, "colsample_bytree": 1, "reg_lambda": 0.001, "n_estimators": 500,
              "early_stopping_rounds": 50
            }
            """),
        ["random_forest"] = (
            """
            {
              "num_iterations": {"low": 50, "high": 300, "log": true, "whole": true},
              "num_leaves": {"low": 8, "high": 255, "log": true, "whole": true},
              "min_data_in_leaf": {"low": 3, "high": 200, "log": true, "whole": true},
              "lambda_l2": {"low": 0.001, "high": 100, "log": true},
              "bagging_fraction": {"low": 0.2, "high": 0.95},
              "feature_fraction_bynode": {"low": 0.05, "high": 1}
            }
            """,
            """
            {"num_iterations": 300, "num_leaves": 127, "min_data_in_leaf": 20, "lambda_l2": 0.001, "bagging_fraction": 0.632, "feature_fraction_bynode": 0.3}
            """),
        ["linear_regression"] = ("""{"fit_intercept": {"choices": [true, false]}}""", """{"fit_intercept": true}"""),
        ["ridge"] = (
            """{"alpha": {"low": 0.001, "high": 100000, "log": true}, "fit_intercept": {"choices": [true, false]}}""",
            """{"alpha": 1, "fit_intercept": true}"""),
        ["lasso"] = (
            """{"alpha_noise": {"low": 0.01, "high": 3, "log": true}, "fit_intercept": {"choices": [true, false]}}""",
            """{"alpha_noise": 1, "fit_intercept": true}"""),
        ["elasticnet"] = (
            """
            {"alpha_noise": {"low": 0.01, "high": 3, "log": true}, "l1_ratio": {"low": 0.05, "high": 1}, "fit_intercept": {"choices": [true, false]}}
            """,
            """{"alpha_noise": 1, "l1_ratio": 0.5, "fit_intercept": true}"""),
        ["lstm2head"] = (
            """
            {
              "hidden": {"choices": [16, 32, 64, 128]},
              "layers": {"low": 1, "high": 2, "whole": true},
              "dropout": {"low": 0, "high": 0.5},
              "sequence_length": {"low": 10, "high": 100, "log": true, "whole": true},
              "batch_size": {"choices": [128, 256, 512]},
              "learning_rate": {"low": 0.0001, "high": 0.01, "log": true},
              "weight_decay": {"low": 0.000001, "high": 0.01, "log": true},
              "return_weight": {"low": 0.1, "high": 10, "log": true}
            }
            """,
            """
            {
              "hidden": 64, "layers": 1, "dropout": 0.1, "sequence_length": 50, "batch_size": 256, "learning_rate": 0.001, "weight_decay": 0.0001, "return_weight": 1
            }
            """),
    };

    /// <summary>The model types that have a space.</summary>
    public static IReadOnlyCollection<string> Models => All.Keys;

    /// <exception cref="ServerlessTrainingException">The model type has none.</exception>
    public static SearchSpace Of(string model) => SearchSpaceText.Parse(Find(model).Space, $"The search space of {model}");

    /// <summary>Canonical, as <see cref="StudySpec.Space"/> wants it.</summary>
    /// <exception cref="ServerlessTrainingException">The model type has none.</exception>
    public static string TextOf(string model) => SearchSpaceText.Write(Of(model));

    /// <exception cref="ServerlessTrainingException">The model type has none.</exception>
    public static SearchPoint DefaultOf(string model) => SearchSpaceText.ReadPoint(Of(model), Find(model).Default);

    /// <summary>A list of the default point alone, canonical, as <see cref="StudySpec.Defaults"/> wants it.</summary>
    /// <exception cref="ServerlessTrainingException">The model type has none.</exception>
    public static string DefaultsOf(string model) => $"[{SearchSpaceText.PointText(Of(model), DefaultOf(model))}]";

    private static (string Space, string Default) Find(string model) => All.TryGetValue(model, out (string, string) found)
        ? found
        : throw new ServerlessTrainingException($"There is no search space for '{model}'. There is one for {string.Join(", ", Models)}; for another model type give a space.");
}
