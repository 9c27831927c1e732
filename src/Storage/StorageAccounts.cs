using Azure.Core.Pipeline;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Storage;

/// <summary>The accounts of this process. One account may be both.</summary>
public sealed class StorageAccounts
{
    private readonly StorageClients? host;

    /// <param name="perTry">For tests: a policy that sees every single try, the retried ones too.</param>
    public StorageAccounts(StorageAccountOptions options, TimeProvider clock, ILogger<StorageClients>? logger = null, HttpPipelinePolicy? perTry = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        Data = new StorageClients(options.Data, options.Retry, clock, logger, perTry);
        if (options.Host is not null) host = ReferenceEquals(options.Host, options.Data) ? Data : new StorageClients(options.Host, options.Retry, clock, logger, perTry);
    }

    public StorageAccountOptions Options { get; }

    /// <summary>Tables, blobs and queues of the pipeline itself; all that a trainer has.</summary>
    public StorageClients Data { get; }

    /// <summary>The account with the task hub.</summary>
    public StorageClients Host => host ?? throw new ServerlessTrainingException(
        $"This process has only {StorageOptions.DataSettingName}, which is all a trainer needs. "
        + $"A host needs the account with the task hub as well: set {StorageOptions.SettingName}.");
}
