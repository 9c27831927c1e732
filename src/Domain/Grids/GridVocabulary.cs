namespace ServerlessTraining.Domain.Grids;

/// <summary>The names that a grid may use. It is passed in, so that a new model type or feature system needs no change here. The first encoder, feature system and fold mode
/// are what a grid gets that names none.</summary>
public sealed record GridVocabulary
{
    public static GridVocabulary BuiltIn { get; } = new()
    {
        Models = ["random_forest", "gradient_boosting", "xgboost", "lightgbm", "linear_regression", "ridge", "lasso", "elasticnet", "lstm2head"],
        FeatureSystems = ["poc16", "poc16+ma5", "v1", "v2"],
        Encoders = ["time_delta", "absolute", "normalized"],
        FoldModes = ["quick", "full", "single", "cpcv"],
    };

    public required IReadOnlyList<string> Models { get; init; }

    public required IReadOnlyList<string> FeatureSystems { get; init; }

    public required IReadOnlyList<string> Encoders { get; init; }

    public required IReadOnlyList<string> FoldModes { get; init; }
}
