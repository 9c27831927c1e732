using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Domain.Grids;

/// <summary>The model types that a grid may use. They are passed in, because models are not the domain's: a new one needs no change here.</summary>
public sealed record GridVocabulary
{
    public static GridVocabulary BuiltIn { get; } = new()
    {
        Models = ["random_forest", "gradient_boosting", "xgboost", "lightgbm", "linear_regression", "ridge", "lasso", "elasticnet", "lstm2head"],
    };

    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>Throws a <see cref="DocumentException"/> where the model type refuses these hyper-parameters. Without it they are refused when the model is trained.</summary>
    public Action<string, HyperParameters>? Check { get; init; }
}
