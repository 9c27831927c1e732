using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Linear;

internal sealed class LinearModel : IModel
{
    private readonly IReadOnlyList<LinearPredictor> predictors;

    public LinearModel(string modelType, IReadOnlyList<string> featureNames, IReadOnlyList<LinearPredictor> predictors, TrainingReport report)
    {
        ModelType = modelType;
        FeatureNames = featureNames;
        this.predictors = predictors;
        Targets = [.. predictors.Select(predictor => predictor.Target)];
        Report = report;
    }

    public string ModelType { get; }

    public IReadOnlyList<string> FeatureNames { get; }

    public IReadOnlyList<Target> Targets { get; }

    public int History => 0;

    public TrainingReport Report { get; }

    public void Predict(FeatureMatrix features, RowRange rows, Target target, Span<double> predictions)
    {
        PredictionInput.Check(this, features, rows, target, predictions.Length);
        predictors.First(predictor => predictor.Target == target).Predict(features.Rows(rows.First..rows.End), predictions);
    }

    public IReadOnlyDictionary<string, byte[]> ToFiles() => new Dictionary<string, byte[]> { [LinearFile.Name] = LinearFile.Write(ModelType, predictors) };

    public void Dispose()
    {
        // Nothing native is held.
    }
}
