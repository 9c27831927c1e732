using Microsoft.DurableTask.Client;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What is done every day: purge old histories, sweep, then pack what is old and stays.</summary>
public sealed class DailyHousekeeping(RunStore runs, QueueStore queues, HistoryPurger histories, StorageCleaner cleaner, ModelCompressor compressor)
{
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellation)
    {
        StorageCleanupRequest everything = new() { DryRun = false };
        try
        {
            // First, as it takes some minutes at most: in a large store the files may take all the time that a function has.
            await histories.CleanAsync(client, everything, cancellation);
        }
        finally
        {
            // Files are looked after also where the task hub refuses.
            FoldUse use = await FoldUse.ReadAsync(runs, queues, cancellation);
            await cleaner.CleanAsync(everything, use, cancellation);
            await compressor.CompressOldAsync(use, cancellation);
        }
    }
}
