using Azure;
using Azure.Identity;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Storage.Health;

/// <summary>Makes one cheap real call to each service.</summary>
public sealed class StorageHealth(StorageOptions options, TimeProvider clock)
{
    private readonly StorageClients clients = StorageClients.WithoutRetries(options);

    // Listing one item, not reading the service's properties: the data roles of an identity allow only the first.
    public async Task<IReadOnlyList<StorageProbe>> CheckAsync(CancellationToken cancellationToken) => await Task.WhenAll(
        ProbeAsync("tables", clients.Tables.Uri, Version(clients.Tables), ct => FirstPageAsync(clients.Tables.QueryAsync(maxPerPage: 1, cancellationToken: ct), ct), cancellationToken),
        ProbeAsync("blobs", clients.Blobs.Uri, Version(clients.Blobs), ct => FirstPageAsync(clients.Blobs.GetBlobContainersAsync(cancellationToken: ct), ct), cancellationToken),
        ProbeAsync("queues", clients.Queues.Uri, Version(clients.Queues), ct => FirstPageAsync(clients.Queues.GetQueuesAsync(cancellationToken: ct), ct), cancellationToken));

    private async Task<StorageProbe> ProbeAsync(
        string service, Uri endpoint, string version, Func<CancellationToken, Task> call, CancellationToken cancellationToken)
    {
        long start = clock.GetTimestamp();
        using CancellationTokenSource timeout = new(options.ProbeTimeout, clock);
        using CancellationTokenSource both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        string? error = null;
        try
        {
            await call(both.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            error = $"no answer from {endpoint.GetLeftPart(UriPartial.Path)} within {options.ProbeTimeout.TotalSeconds:0.#} s";
        }
        catch (Exception failure) when (failure is RequestFailedException or AuthenticationFailedException or HttpRequestException)
        {
            error = $"{endpoint.GetLeftPart(UriPartial.Path)}: {FirstLine(failure.Message)}";
        }

        return new StorageProbe(
            service, error is null, endpoint.GetLeftPart(UriPartial.Path), version, clock.GetElapsedTime(start).TotalMilliseconds,
            error is null ? null : SecretRedactor.Redact(error));
    }

    private static async Task FirstPageAsync<T>(AsyncPageable<T> items, CancellationToken cancellationToken)
        where T : notnull
    {
        await using IAsyncEnumerator<Page<T>> pages = items.AsPages(pageSizeHint: 1).GetAsyncEnumerator(cancellationToken);
        await pages.MoveNextAsync();
    }

    private static string Version(object client) => client.GetType().Assembly.GetName().Version?.ToString(3) ?? "unknown";

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
