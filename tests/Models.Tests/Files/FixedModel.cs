using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Models.Tests.Files;

/// <summary>A model that is nothing but its files.</summary>
internal sealed class FixedModel : IModel
{
    public string ModelType => "fixed";

    public IReadOnlyList<string> FeatureNames { get; } = FeatureSystems.Poc16.FeatureNames(Timeframe.H1, FeatureOptions.Default);

    public IReadOnlyList<Target> Targets { get; } = [Target.Direction(1)];

    public int History => 0;

    public TrainingReport Report { get; init; } = TrainingReport.Empty;

    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]> { ["fixed.bin"] = [1, 2, 3] };

    public void Predict(FeatureMatrix features, RowRange rows, Target target, Span<double> predictions) => predictions.Clear();

    public IReadOnlyDictionary<string, byte[]> ToFiles() => Files;

    public void Dispose()
    {
        // Holds nothing.
    }
}
