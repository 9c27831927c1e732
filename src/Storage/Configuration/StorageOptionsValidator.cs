namespace ServerlessTraining.Storage.Configuration;

/// <summary>Finds everything that is wrong with storage settings, not only the first thing.</summary>
public static class StorageOptionsValidator
{
    private static readonly string[] Services = ["Table", "Blob", "Queue"];
    private static readonly TimeSpan ShortestProbe = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<string> Validate(StorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<string> errors = [];
        if (options.ProbeTimeout < ShortestProbe || options.ProbeTimeout > LongestProbe)
        {
            errors.Add($"{options.Name}__probeTimeout is '{options.ProbeTimeout}'; from {ShortestProbe} to {LongestProbe} is allowed");
        }

        (string Name, string? Value)[] addresses =
        [
            ("tableServiceUri", options.TableServiceUri), ("blobServiceUri", options.BlobServiceUri), ("queueServiceUri", options.QueueServiceUri),
        ];
        bool anyAddress = addresses.Any(a => !string.IsNullOrWhiteSpace(a.Value));
        bool connection = !string.IsNullOrWhiteSpace(options.ConnectionString);
        if (connection && anyAddress)
        {
            errors.Add($"{options.Name} is a connection string and {string.Join(", ", Given(options.Name, addresses))} are set as well; keep one of the two");
        }
        else if (connection)
        {
            ValidateConnectionString(options.Name, options.ConnectionString!, errors);
        }
        else if (anyAddress)
        {
            foreach ((string name, string? value) in addresses) ValidateAddress($"{options.Name}__{name}", value, errors);
        }
        else
        {
            string trainer = options.Name == StorageOptions.SettingName ? $"; a trainer needs {StorageOptions.DataSettingName} alone, which is set alike" : "";
            errors.Add($"{options.Name} is not set; set it to a connection string (UseDevelopmentStorage=true for Azurite on its default ports), "
                + $"or set {options.Name}__tableServiceUri, __blobServiceUri and __queueServiceUri to use an identity{trainer}");
        }

        return errors;
    }

    private static IEnumerable<string> Given(string setting, (string Name, string? Value)[] addresses) =>
        addresses.Where(a => !string.IsNullOrWhiteSpace(a.Value)).Select(a => $"{setting}__{a.Name}");

    private static void ValidateConnectionString(string setting, string text, List<string> errors)
    {
        Dictionary<string, string> parts = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) errors.Add($"{setting} has a part of {part.Length} characters without a name; Name=value pairs, separated by ';', are needed");
            else parts[part[..equals]] = part[(equals + 1)..];
        }

        if (errors.Count > 0) return;
        if (parts.TryGetValue("UseDevelopmentStorage", out string? development))
        {
            if (!string.Equals(development, "true", StringComparison.OrdinalIgnoreCase))
            {
                errors.Add($"{setting} has UseDevelopmentStorage={development}; only true is allowed");
            }

            return;
        }

        bool signed = parts.ContainsKey("SharedAccessSignature");
        if (!signed && !parts.ContainsKey("AccountName")) errors.Add($"{setting} has no AccountName; add AccountName=...");
        if (!signed && !parts.ContainsKey("AccountKey")) errors.Add($"{setting} has neither AccountKey nor SharedAccessSignature; add one of them");
        foreach (string service in Services)
        {
            if (parts.TryGetValue($"{service}Endpoint", out string? endpoint)) ValidateAddress($"{service}Endpoint of {setting}", endpoint, errors);
            else if (signed) errors.Add($"{setting} has a SharedAccessSignature but no {service}Endpoint; add {service}Endpoint=https://...");
        }
    }

    private static void ValidateAddress(string name, string? value, List<string> errors)
    {
        bool good = Uri.TryCreate(value, UriKind.Absolute, out Uri? address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
        if (!good) errors.Add($"{name} is '{SecretRedactor.Redact(value ?? string.Empty)}'; an absolute http or https address is needed");
    }
}
