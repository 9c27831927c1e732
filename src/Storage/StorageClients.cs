using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Retries;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage;

/// <summary>The three service clients of a storage account. They are thread-safe and live as long as the process. Retries are part of every client; no caller wraps
/// anything.</summary>
public sealed class StorageClients
{
    /// <param name="perTry">For tests: a policy that sees every single try, the retried ones too.</param>
    public StorageClients(
        StorageOptions options, StorageRetryOptions? retry = null, TimeProvider? clock = null, ILogger<StorageClients>? logger = null, HttpPipelinePolicy? perTry = null)
        : this(options, RetryPolicy(retry ?? new StorageRetryOptions(), clock, logger), (retry ?? new StorageRetryOptions()).TryTimeout, perTry)
    {
    }

    private StorageClients(StorageOptions options, StorageRetryPolicy? retry, TimeSpan tryTimeout, HttpPipelinePolicy? perTry)
    {
        ArgumentNullException.ThrowIfNull(options);
        TableClientOptions tables = With(new TableClientOptions());
        BlobClientOptions blobs = With(new BlobClientOptions());
        // Base64 at both ends: what the Functions host expects of a queue.
        QueueClientOptions queues = With(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        QueueClientOptions plainQueues = With(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        if (options.ConnectionString is { } connection)
        {
            Tables = new TableServiceClient(connection, tables);
            Blobs = new BlobServiceClient(connection, blobs);
            Queues = new QueueServiceClient(connection, queues);
            PlainQueues = new QueueServiceClient(connection, plainQueues);
            return;
        }

        DefaultAzureCredential identity = new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });
        Tables = new TableServiceClient(new Uri(options.TableServiceUri!), identity, tables);
        Blobs = new BlobServiceClient(new Uri(options.BlobServiceUri!), identity, blobs);
        Queues = new QueueServiceClient(new Uri(options.QueueServiceUri!), identity, queues);
        PlainQueues = new QueueServiceClient(new Uri(options.QueueServiceUri!), identity, plainQueues);

        T With<T>(T client)
            where T : ClientOptions
        {
            client.Retry.NetworkTimeout = tryTimeout;
            if (retry is null) client.Retry.MaxRetries = 0;
            else client.RetryPolicy = retry;
            client.AddPolicy(StorageMeterPolicy.Instance, HttpPipelinePosition.PerRetry);
            if (perTry is not null) client.AddPolicy(perTry, HttpPipelinePosition.PerRetry);
            return client;
        }
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    /// <summary>Messages as they lie in the queue, for a reader that decodes them itself: one that is not base64 would cost the other client its whole batch.</summary>
    internal QueueServiceClient PlainQueues { get; }

    /// <summary>Put before the names of tables, containers and queues, so that tests can share one emulator.</summary>
    internal string Prefix { get; init; } = "";

    /// <summary>A table by its name in <see cref="Schema.StorageNames"/>.</summary>
    public EntityTable Table(string name) => new(Tables.GetTableClient(Prefix + name));

    /// <summary>A blob container by its name in <see cref="Schema.StorageNames"/>.</summary>
    public BlobFiles Container(string name) => new(Blobs.GetBlobContainerClient(Prefix + name));

    /// <summary>A queue by its name in <see cref="Schema.StorageNames"/>.</summary>
    public QueueClient Queue(string name) => Queues.GetQueueClient(Prefix + name);

    /// <summary>Clients that report the first answer, for probes.</summary>
    internal static StorageClients WithoutRetries(StorageOptions options) => new(options, retry: null, options.ProbeTimeout, perTry: null);

    private static StorageRetryPolicy RetryPolicy(StorageRetryOptions options, TimeProvider? clock, ILogger? logger) => new(options, clock ?? TimeProvider.System, logger);
}
