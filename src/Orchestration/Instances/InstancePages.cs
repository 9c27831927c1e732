using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ServerlessTraining.Orchestration.Instances;

/// <summary>Instances page by page, from whatever engine there is.</summary>
public static class InstancePages
{
    /// <summary>The next page that has something, from <see cref="OrchestrationQuery.ContinuationToken"/> on: a store that filters may give empty ones before it.</summary>
    public static async Task<Page<OrchestrationMetadata>> ReadAsync(DurableTaskClient client, OrchestrationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(query);
        IAsyncEnumerable<Page<OrchestrationMetadata>> pages = client.GetAllInstancesAsync(query).AsPages(query.ContinuationToken, query.PageSize);
        await foreach (Page<OrchestrationMetadata> page in pages.WithCancellation(cancellationToken))
        {
            if (page.Values.Count > 0 || page.ContinuationToken is null or "") return page;
        }

        return new Page<OrchestrationMetadata>([]);
    }
}
