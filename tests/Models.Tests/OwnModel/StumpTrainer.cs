using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Tests.OwnModel;

/// <summary>One question a target: is this feature above that value? Its answer is the weighted mean label of the rows that answered alike.</summary>
public sealed class StumpTrainer : IModelTrainer
{
    public const string Name = "stump";

    public string ModelType => Name;

    public IModel Train(TrainingRequest request, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        int candidates = DocumentReader.Read(
            JsonDocumentReader.Read(request.Options.Json),
            "The options of a stump",
            value => value.Mapping(map => map.Optional("candidates", item => item.WholeNumber(1, 255), 15)));
        Dictionary<Target, Stump> stumps = [];
        List<LearningCurve> curves = [];
        List<FeatureImportance> importance = [];
        foreach (Target target in request.Targets)
        {
            DesignMatrix rows = DesignMatrix.Of(request.Fit, target);
            Stump best = Stump.Mean(rows);
            List<double> losses = [];
            for (int column = 0; column < rows.Columns; column++)
            {
                cancellation.ThrowIfCancellationRequested();
                best = Stump.Best(rows, column, candidates, best);
                losses.Add(best.Loss);
                progress?.Report(new TrainingProgress(target, column + 1, rows.Columns, best.Loss, null));
            }

            cancellation.ThrowIfCancellationRequested();
            stumps[target] = best;
            curves.Add(new LearningCurve(target, "squared_error", losses, [], losses.Count));
            importance.AddRange(request.Fit.Features.Names.Select((name, column) => new FeatureImportance(target, name, best.Splits && column == best.Column ? 1 : 0)));
        }

        return new StumpModel(request.Fit.Features.Names, request.Targets, new TrainingReport(curves, importance), stumps);
    }

    public IModel Load(SavedModel saved)
    {
        ArgumentNullException.ThrowIfNull(saved);
        return saved.Files.TryGetValue(StumpModel.FileName, out byte[]? file)
            ? new StumpModel(saved.FeatureNames, saved.Targets, saved.Report, StumpModel.Read(file, saved))
            : throw new ServerlessTrainingException($"The stump has no file {StumpModel.FileName}. Take the model from a copy.");
    }
}
