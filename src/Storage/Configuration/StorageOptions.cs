using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.Storage.Configuration;

/// <summary>How to reach the storage account: a connection string (Azurite, laptops) or the three service addresses with an identity (Azure).</summary>
public sealed record StorageOptions
{
    public const string SettingName = "AzureWebJobsStorage";

    /// <summary>Setting <c>AzureWebJobsStorage</c>. <c>UseDevelopmentStorage=true</c> means Azurite on its default ports.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Setting <c>AzureWebJobsStorage__tableServiceUri</c>.</summary>
    public string? TableServiceUri { get; init; }

    /// <summary>Setting <c>AzureWebJobsStorage__blobServiceUri</c>.</summary>
    public string? BlobServiceUri { get; init; }

    /// <summary>Setting <c>AzureWebJobsStorage__queueServiceUri</c>.</summary>
    public string? QueueServiceUri { get; init; }

    /// <summary>Setting <c>AzureWebJobsStorage__clientId</c>: the user-assigned identity; null takes the machine's own.</summary>
    public string? ClientId { get; init; }

    /// <summary>How long one health probe may take. Default 5 s, from 0.1 s to 60 s. Setting <c>AzureWebJobsStorage__probeTimeout</c>.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads the settings under the names that the Functions host uses, and refuses a bad set with all its errors.</summary>
    public static StorageOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IConfigurationSection section = configuration.GetSection(SettingName);
        StorageOptions options = new()
        {
            ConnectionString = section.Value,
            TableServiceUri = section["tableServiceUri"],
            BlobServiceUri = section["blobServiceUri"],
            QueueServiceUri = section["queueServiceUri"],
            ClientId = section["clientId"],
        };
        List<string> errors = [];
        if (section["probeTimeout"] is { } text)
        {
            if (TimeSpan.TryParse(text, out TimeSpan timeout)) options = options with { ProbeTimeout = timeout };
            else errors.Add($"{SettingName}__probeTimeout is '{text}'; a time such as 00:00:05 is needed");
        }

        errors.AddRange(StorageOptionsValidator.Validate(options));
        return errors.Count == 0 ? options : throw new StorageConfigurationException(errors);
    }

    /// <summary>Never the connection string: records print their members, and this one holds a key.</summary>
    public override string ToString() => ConnectionString is null
        ? $"{TableServiceUri} {BlobServiceUri} {QueueServiceUri}"
        : SecretRedactor.Redact(ConnectionString);
}
