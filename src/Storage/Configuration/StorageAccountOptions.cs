using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.Storage.Configuration;

/// <summary>The two accounts and how calls to them are retried. Whoever can write the task hub is trusted with everything; a trainer need not be, so it is given the
/// data account alone.</summary>
public sealed record StorageAccountOptions
{
    /// <summary>Null in a process that has only <c>DataStorage</c>, as a trainer.</summary>
    public StorageOptions? Host { get; init; }

    public required StorageOptions Data { get; init; }

    public StorageRetryOptions Retry { get; init; } = new();

    /// <summary>Reads <c>AzureWebJobsStorage</c>, <c>DataStorage</c> (default: the same account) and <c>StorageRetry</c>.</summary>
    /// <exception cref="StorageConfigurationException">With all errors of the three.</exception>
    public static StorageAccountOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        List<string> errors = [];
        IConfigurationSection host = configuration.GetSection(StorageOptions.SettingName);
        IConfigurationSection data = configuration.GetSection(StorageOptions.DataSettingName);
        StorageOptions? dataOptions = data.Exists() ? StorageOptions.Read(data, errors) : null;
        StorageOptions? hostOptions = host.Exists() || dataOptions is null ? StorageOptions.Read(host, errors) : null;
        StorageRetryOptions retry = StorageRetryOptions.Read(configuration.GetSection(StorageRetryOptions.SettingName), errors);
        return errors.Count == 0
            ? new StorageAccountOptions { Host = hostOptions, Data = dataOptions ?? hostOptions!, Retry = retry }
            : throw new StorageConfigurationException(errors);
    }
}
