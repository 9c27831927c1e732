using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Models;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>Answers by the number of the row in what it is given.</summary>
internal sealed class ScriptedModel(IReadOnlyList<string> features, Func<int, double> answer, params IReadOnlyList<Target> targets) : IModel
{
    public string ModelType => "scripted";

    public IReadOnlyList<string> FeatureNames => features;

    public IReadOnlyList<Target> Targets => targets.Count > 0 ? targets : [Target.Return(1)];

    public int History => 0;

    public TrainingReport Report => throw new NotSupportedException("A scripted model was never trained.");

    public void Predict(FeatureMatrix features, RowRange rows, Target target, Span<double> predictions)
    {
        for (int i = 0; i < predictions.Length; i++) predictions[i] = answer(rows.First + i);
    }

    public IReadOnlyDictionary<string, byte[]> ToFiles() => throw new NotSupportedException("A scripted model has no files.");

    public void Dispose()
    {
    }
}
