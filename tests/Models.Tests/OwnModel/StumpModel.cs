using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Tests.OwnModel;

internal sealed class StumpModel(IReadOnlyList<string> features, IReadOnlyList<Target> targets, TrainingReport report, IReadOnlyDictionary<Target, Stump> stumps) : IModel
{
    public const string FileName = "stump.json";
    private bool disposed;

    public string ModelType => StumpTrainer.Name;

    public IReadOnlyList<string> FeatureNames { get; } = [.. features];

    public IReadOnlyList<Target> Targets { get; } = [.. targets];

    public int History => 0;

    public TrainingReport Report => report;

    public void Predict(FeatureMatrix features, RowRange rows, Target target, Span<double> predictions)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        PredictionInput.Check(this, features, rows, target, predictions.Length);
        Stump stump = stumps[target];
        for (int i = 0; i < predictions.Length; i++) predictions[i] = stump.Answer(features.Row(rows.First + i));
    }

    public IReadOnlyDictionary<string, byte[]> ToFiles()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return new Dictionary<string, byte[]> { [FileName] = JsonSerializer.SerializeToUtf8Bytes(Targets.Select(target => stumps[target])) };
    }

    public void Dispose() => disposed = true;

    /// <summary>A file is data from a stranger: every value is checked before it is used.</summary>
    public static Dictionary<Target, Stump> Read(byte[] file, SavedModel saved)
    {
        DocumentNode root = JsonDocumentReader.Read(Encoding.UTF8.GetString(file), FileName);
        IReadOnlyList<Stump> stumps = DocumentReader.Read(root, FileName, value => value.List(item => item.Mapping(map => new Stump(
            map.Required(nameof(Stump.Splits), x => x.Boolean()),
            map.Required(nameof(Stump.Column), x => x.WholeNumber(0, saved.FeatureNames.Count - 1)),
            map.Required(nameof(Stump.Threshold), x => x.Number()),
            map.Required(nameof(Stump.Below), x => x.Number()),
            map.Required(nameof(Stump.Above), x => x.Number()),
            map.Required(nameof(Stump.Loss), x => x.Number())))));
        return stumps.Count == saved.Targets.Count
            ? saved.Targets.Zip(stumps).ToDictionary()
            : throw new ServerlessTrainingException($"{FileName} has {stumps.Count} stumps, but the model has {saved.Targets.Count} targets. Take it from a copy.");
    }
}
