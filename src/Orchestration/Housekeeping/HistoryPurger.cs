using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Presets.Freshness;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Purges the histories of orchestrations that have ended. What they did is stored elsewhere; they are of use to somebody who looks into what went wrong. How old one is
/// counts from its start: that is what backends find them by.</summary>
public sealed partial class HistoryPurger(PipelineOptions options, TimeProvider clock, ILogger<HistoryPurger> logger)
{
    public const string Kind = "histories";

    private static readonly OrchestrationRuntimeStatus[] Ended =
        [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];

    /// <summary>Of the ten minutes that a function has; the rest is for the files, and what is left of the histories for the next night.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(1);

    /// <returns>Their number, and in a dry run the first ids. Their bytes are not known.</returns>
    public async Task<StorageCleanupGroup> CleanAsync(DurableTaskClient client, StorageCleanupRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        request.Validate();
        DateTimeOffset before = clock.GetUtcNow() - request.Age(TimeSpan.FromDays(options.PurgeHistoryAfterDays));
        IReadOnlyList<(DateTimeOffset? From, DateTimeOffset To)> stretches = await StretchesAsync(client, before, cancellation);
        return request.DryRun ? await CountAsync(client, stretches, cancellation) : await PurgeAsync(client, stretches, before, cancellation);
    }

    private static async Task<StorageCleanupGroup> CountAsync(
        DurableTaskClient client, IReadOnlyList<(DateTimeOffset? From, DateTimeOffset To)> stretches, CancellationToken cancellation)
    {
        int count = 0;
        List<string> names = [];
        foreach ((DateTimeOffset? from, DateTimeOffset to) in stretches)
        {
            await foreach (OrchestrationMetadata instance in client.GetAllInstancesAsync(new OrchestrationQuery(from, to, Ended)).WithCancellation(cancellation))
            {
                count++;
                if (names.Count < StorageCleanupGroup.MostNames) names.Add(instance.InstanceId);
            }
        }

        return new StorageCleanupGroup(Kind, count, 0, names);
    }

    private async Task<StorageCleanupGroup> PurgeAsync(
        DurableTaskClient client, IReadOnlyList<(DateTimeOffset? From, DateTimeOffset To)> stretches, DateTimeOffset before, CancellationToken cancellation)
    {
        long start = clock.GetTimestamp();
        int count = 0;
        bool isComplete = true;
        foreach ((DateTimeOffset? from, DateTimeOffset to) in stretches)
        {
            TimeSpan left = Longest - clock.GetElapsedTime(start);
            isComplete &= left > TimeSpan.Zero;
            if (!isComplete) break;
            PurgeResult result = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(from, to, Ended) { Timeout = left }, cancellation);
            count += result.PurgedInstanceCount;

            // Null from a backend that knows no limit: then it has purged all.
            isComplete = result.IsComplete ?? true;
        }

        if (count > 0) LogPurged(logger, count, before);
        if (!isComplete) LogMore(logger, Longest.TotalMinutes);
        return new StorageCleanupGroup(Kind, count, 0, []);
    }

    // All of them but one: from the start of the last measuring of presets it is known which time of its schedule has passed without one, and a schedule may say once a year.
    private static async Task<IReadOnlyList<(DateTimeOffset? From, DateTimeOffset To)>> StretchesAsync(
        DurableTaskClient client, DateTimeOffset before, CancellationToken cancellation)
    {
        DateTimeOffset? measured = (await client.GetInstanceAsync(PerformanceRun.InstanceId, cancellation))?.CreatedAt;
        if (measured is not { } kept || kept > before) return [(null, before)];
        return kept + Margin > before ? [(null, kept - Margin)] : [(null, kept - Margin), (kept + Margin, before)];
    }

    [LoggerMessage(EventId = 4220, Level = LogLevel.Information, Message = "{Count} histories of ended orchestrations purged, started before {Before:u}")]
    private static partial void LogPurged(ILogger logger, int count, DateTimeOffset before);

    [LoggerMessage(EventId = 4221, Level = LogLevel.Information, Message = "More histories are old than {Minutes} minutes were enough for; the next clean-up goes on with them")]
    private static partial void LogMore(ILogger logger, double minutes);
}
