using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Packs the files of kept models that are old. They open as before, and what they forecast by has the same hash.</summary>
public sealed partial class ModelCompressor(
    RunStore runs, QueueStore queues, ModelStore models, PipelineOptions options, TimeProvider clock, ILogger<ModelCompressor> logger)
{
    /// <returns>How many were packed; none where `compress_old_models` is false.</returns>
    public Task<int> CompressOldAsync(CancellationToken cancellation) => CompressOldAsync(use: null, cancellation);

    /// <param name="use">As it was read before: what somebody needs since then is packed the next time. Null where nobody has read it.</param>
    /// <param name="cancellation">Ends it.</param>
    internal async Task<int> CompressOldAsync(FoldUse? use, CancellationToken cancellation)
    {
        if (!options.CompressOldModels) return 0;
        use ??= await FoldUse.ReadAsync(runs, queues, cancellation);
        DateTimeOffset old = clock.GetUtcNow() - TimeSpan.FromDays(options.CompressAfterDays);
        int packed = 0;
        await foreach (StoredModel model in models.ListAsync(null, cancellation))
        {
            if (model.Modified > old || !model.IsWhole || model.IsPacked || !use.NeedsPlace(model.RunId)) continue;
            if (await PackAsync(model, cancellation)) packed++;
        }

        if (packed > 0) LogPacked(logger, packed);
        return packed;
    }

    // One that is damaged keeps no other from being packed; who opens it is told in full.
    private async Task<bool> PackAsync(StoredModel model, CancellationToken cancellation)
    {
        try
        {
            return await models.PackAsync(model.RunId, model.Fold, ModelFile.Compress, cancellation);
        }
        catch (ServerlessTrainingException damaged)
        {
            LogNotPacked(logger, model.RunId, model.Fold, damaged.Message);
            return false;
        }
    }

    [LoggerMessage(EventId = 3802, Level = LogLevel.Information, Message = "{Count} old models compressed")]
    private static partial void LogPacked(ILogger logger, int count);

    [LoggerMessage(EventId = 3803, Level = LogLevel.Warning, Message = "Model {Place}/{Fold} was not compressed: {Reason}")]
    private static partial void LogNotPacked(ILogger logger, string place, int fold, string reason);
}
