namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What is done every day: sweep, then pack what is old and stays.</summary>
public sealed class DailyHousekeeping(StorageCleaner cleaner, ModelCompressor compressor)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await cleaner.CleanAsync(new StorageCleanupRequest { DryRun = false }, cancellation);
        await compressor.CompressOldAsync(cancellation);
    }
}
