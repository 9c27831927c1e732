namespace ServerlessTraining.Models;

/// <summary>How much a model's forecasts of a target rest on a feature; the shares of a target add up to 1, or are all 0 for a model that uses none.</summary>
public sealed record FeatureImportance(Target Target, string Feature, double Share);
