using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>A clean-up that somebody asks for: histories of the task hub, and files of the data account.</summary>
public sealed class StorageCleanup(HistoryPurger histories, StorageCleaner cleaner)
{
    /// <exception cref="RequestException">A value is out of its range.</exception>
    public async Task<StorageCleanupReport> CleanAsync(DurableTaskClient client, StorageCleanupRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();

        StorageCleanupGroup? purged = request.Histories ? await histories.CleanAsync(client, request, cancellation) : null;
        StorageCleanupReport report = await cleaner.CleanAsync(request, cancellation);
        return purged is null ? report : report with { Groups = [.. report.Groups, purged] };
    }
}
