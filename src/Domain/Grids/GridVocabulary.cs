namespace ServerlessTraining.Domain.Grids;

/// <summary>The model types that a grid may use. They are passed in, because models are not the domain's: a new one needs no change here.</summary>
public sealed record GridVocabulary
{
    public static GridVocabulary BuiltIn { get; } = new()
    {
        Models = ["random_forest", "gradient_boosting", "xgboost", "lightgbm", "linear_regression", "ridge", "lasso", "elasticnet", "lstm2head"],
    };

    public required IReadOnlyList<string> Models { get; init; }
}
