using System.Text.Json;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What is stored of a grid with its queue: all that running it takes, as it stood when the queue was created.</summary>
/// <param name="Text">The grid as it was written.</param>
/// <param name="Preview">The grid in one line, from when the queue was created.</param>
/// <param name="Horizons">Of all its configurations.</param>
/// <param name="Folds">How the data are divided.</param>
/// <param name="ToTrain">Items that were to be trained when the queue was created.</param>
/// <param name="SkipsTrained">Whether what was trained before is left out.</param>
/// <param name="ModelsAtATime">Configurations that are trained at a time.</param>
/// <param name="CheckpointInterval">Models between two checkpoints.</param>
public sealed record QueueSetup(
    string Text, string Preview, int ToTrain, IReadOnlyList<int> Horizons, FoldMode Folds, bool SkipsTrained, int ModelsAtATime, int CheckpointInterval, RunRules Rules)
{
    /// <summary>Folds that were to be trained when the queue was created, by model type; null in queues from before these were noted.</summary>
    public IReadOnlyList<ModelFolds>? FoldTasks { get; init; }

    public static QueueSetup Of(string text, GridDraft draft, PipelineOptions options)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(options);
        TrainingGrid grid = draft.Grid;
        return new QueueSetup(
            text, draft.Text, draft.Expansion.ToTrain.Count * grid.Seeds.Count, grid.Horizons, grid.FoldMode, grid.SkipAlreadyTrained, options.MaxParallelModels,
            options.AutoCheckpointInterval, options.Rules)
        { FoldTasks = draft.Folds };
    }

    public static QueueSetup Of(QueueRecord queue)
    {
        ArgumentNullException.ThrowIfNull(queue);
        return queue.Grid.Deserialize<QueueSetup>(StorageJson.Options)!;
    }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, StorageJson.Options);

    /// <summary>Every configuration of a grid is divided for all of the grid's horizons, so that its models share their windows, and for horizon 1, which recursive forecasts need.</summary>
    public FoldOptions FoldsOf(TrainingConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return GridFolds.Of(Folds, Horizons, configuration);
    }
}
