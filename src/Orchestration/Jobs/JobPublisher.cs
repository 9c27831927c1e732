using System.Text.Json;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Publishes the model of the last full fold: docs/decisions says why that one.</summary>
internal sealed class JobPublisher(JobFolds folds, FoldFiles files, LiveModels live)
{
    /// <summary>Folds and gate judge forecasts at one half, and so they are used.</summary>
    private const double Threshold = 0.5;

    /// <returns>The version in its market; null where the model's files are gone. The same each time.</returns>
    public async Task<int?> PublishAsync(TrainingJob job, JobStage stage, CancellationToken cancellationToken)
    {
        JobFold last = stage.Folds[^1];
        if (await folds.OutcomeAsync(last.Key, cancellationToken) is not { } outcome || await FindAsync(outcome, cancellationToken) is not { } model) return null;
        JobStageView view = JobStageView.Of(stage, [.. stage.Folds.Select(JobFoldView.Of)]);
        JsonElement figures = JsonSerializer.SerializeToElement(new { LastFold = view.PerFold[^1], view.Average, view.Folds, view.Failed }, ApiJson.Options);
        LiveModelDraft draft = new(job.Symbol, job.Timeframe, LiveModelSource.Job, job.Id, model, Threshold, figures);
        return (await live.PublishAsync(draft, cancellationToken)).Version;
    }

    private async Task<IReadOnlyDictionary<string, byte[]>?> FindAsync(FoldOutcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            return await files.FindModelAsync(FoldReference.Parse(outcome.Files[FoldFiles.Model]), cancellationToken);
        }
        catch (StoredDocumentException)
        {
            // A part of it is gone, which is no better.
            return null;
        }
    }
}
