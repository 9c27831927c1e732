using Microsoft.Extensions.Configuration;

namespace ServerlessTraining.Storage.Configuration;

/// <summary>How to reach the storage account: a connection string (Azurite, laptops) or the three service addresses with an identity (Azure).</summary>
public sealed record StorageOptions
{
    /// <summary>The host's account with the task hub: the name that the Functions host reads.</summary>
    public const string SettingName = "AzureWebJobsStorage";

    /// <summary>The account with everything that is not the task hub. Where it is not set, the host's account holds that too.</summary>
    public const string DataSettingName = "DataStorage";

    /// <summary>The setting that these options come from, for messages.</summary>
    public string Name { get; init; } = SettingName;

    /// <summary>The setting itself, such as <c>AzureWebJobsStorage</c>. <c>UseDevelopmentStorage=true</c> means Azurite on its default ports.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Setting <c>NAME__tableServiceUri</c>.</summary>
    public string? TableServiceUri { get; init; }

    /// <summary>Setting <c>NAME__blobServiceUri</c>.</summary>
    public string? BlobServiceUri { get; init; }

    /// <summary>Setting <c>NAME__queueServiceUri</c>.</summary>
    public string? QueueServiceUri { get; init; }

    /// <summary>Setting <c>NAME__clientId</c>: the user-assigned identity; null takes the machine's own.</summary>
    public string? ClientId { get; init; }

    /// <summary>How long one health probe may take. Default 5 s, from 0.1 s to 60 s. Setting <c>NAME__probeTimeout</c>.</summary>
    public TimeSpan ProbeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Reads the settings under the names that the Functions host uses, and refuses a bad set with all its errors.</summary>
    /// <param name="name"><see cref="SettingName"/> or <see cref="DataSettingName"/>.</param>
    public static StorageOptions From(IConfiguration configuration, string name = SettingName)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        List<string> errors = [];
        StorageOptions options = Read(configuration.GetSection(name), errors);
        return errors.Count == 0 ? options : throw new StorageConfigurationException(errors);
    }

    internal static StorageOptions Read(IConfigurationSection section, List<string> errors)
    {
        StorageOptions options = new()
        {
            Name = section.Key,
            ConnectionString = section.Value,
            TableServiceUri = section["tableServiceUri"],
            BlobServiceUri = section["blobServiceUri"],
            QueueServiceUri = section["queueServiceUri"],
            ClientId = section["clientId"],
        };
        if (section["probeTimeout"] is { } text)
        {
            if (TimeSpan.TryParse(text, out TimeSpan timeout)) options = options with { ProbeTimeout = timeout };
            else errors.Add($"{section.Key}__probeTimeout is '{text}'; a time such as 00:00:05 is needed");
        }

        errors.AddRange(StorageOptionsValidator.Validate(options));
        return options;
    }

    /// <summary>Never the connection string: records print their members, and this one holds a key.</summary>
    public override string ToString() => ConnectionString is null
        ? $"{TableServiceUri} {BlobServiceUri} {QueueServiceUri}"
        : SecretRedactor.Redact(ConnectionString);
}
