using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Storage;

/// <summary>The three service clients of the storage account. They are thread-safe and live as long as the process.</summary>
public sealed class StorageClients
{
    public StorageClients(StorageOptions options)
        : this(options, maxRetries: null)
    {
    }

    private StorageClients(StorageOptions options, int? maxRetries)
    {
        ArgumentNullException.ThrowIfNull(options);
        TableClientOptions tables = With(new TableClientOptions(), maxRetries);
        BlobClientOptions blobs = With(new BlobClientOptions(), maxRetries);
        // Base64 at both ends: what the Functions host expects of a queue.
        QueueClientOptions queues = With(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 }, maxRetries);
        if (options.ConnectionString is { } connection)
        {
            Tables = new TableServiceClient(connection, tables);
            Blobs = new BlobServiceClient(connection, blobs);
            Queues = new QueueServiceClient(connection, queues);
            return;
        }

        DefaultAzureCredential identity = new(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });
        Tables = new TableServiceClient(new Uri(options.TableServiceUri!), identity, tables);
        Blobs = new BlobServiceClient(new Uri(options.BlobServiceUri!), identity, blobs);
        Queues = new QueueServiceClient(new Uri(options.QueueServiceUri!), identity, queues);
    }

    public TableServiceClient Tables { get; }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    /// <summary>Clients that report the first answer, for probes.</summary>
    internal static StorageClients WithoutRetries(StorageOptions options) => new(options, maxRetries: 0);

    private static T With<T>(T options, int? maxRetries)
        where T : ClientOptions
    {
        if (maxRetries is { } count) options.Retry.MaxRetries = count;
        return options;
    }
}
