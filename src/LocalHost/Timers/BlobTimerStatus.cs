using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging;

namespace ServerlessTraining.LocalHost.Timers;

/// <summary>Keeps the status where the timer extension does (Azure/azure-webjobs-sdk-extensions, WebJobs.Extensions.Timers.Storage/StorageScheduleMonitor.cs).</summary>
public sealed class BlobTimerStatus(BlobServiceClient blobs, string hostId, ILogger logger) : ITimerStatus
{
    private readonly BlobContainerClient container = blobs.GetBlobContainerClient("azure-webjobs-hosts");

    public async Task<TimerStatus?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult blob = (await Blob(name).DownloadContentAsync(cancellationToken)).Value;
            return JsonSerializer.Deserialize<TimerStatus>(blob.Content.ToMemory().Span);
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            return null;
        }
        catch (JsonException error)
        {
            // A run too many or too few is better than a host that cannot start.
            TimerLog.Unreadable(logger, name, error.Message);
            return null;
        }
    }

    public async Task WriteAsync(string name, TimerStatus status, CancellationToken cancellationToken)
    {
        BinaryData content = new(JsonSerializer.SerializeToUtf8Bytes(status));
        try
        {
            await Blob(name).UploadAsync(content, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await Blob(name).UploadAsync(content, overwrite: true, cancellationToken);
        }
    }

    private BlobClient Blob(string name) => container.GetBlobClient($"timers/{hostId}/{name}/status");
}
