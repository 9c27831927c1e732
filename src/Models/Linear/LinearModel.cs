using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Linear;

internal sealed class LinearModel : IModel
{
    private readonly IReadOnlyList<LinearPredictor> predictors;
    private bool isDisposed;

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
        ObjectDisposedException.ThrowIf(isDisposed, this);
        PredictionInput.Check(this, features, rows, target, predictions.Length);
        predictors.First(predictor => predictor.Target == target).Predict(features.Rows(rows.First..rows.End), predictions);
    }

    public IReadOnlyDictionary<string, byte[]> ToFiles()
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        return new Dictionary<string, byte[]> { [LinearFile.Name] = LinearFile.Write(ModelType, predictors) };
    }

    /// <summary>Nothing native is held; a use after the end is refused all the same, so that a caller's mistake does not depend on the model type.</summary>
    public void Dispose() => isDisposed = true;
}
