using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>Where telemetry goes. No record: what it holds is not to be printed.</summary>
public sealed class TelemetryOptions
{
    public const string CollectorSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string MonitorSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string AuthenticationSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    private const string ByIdentityPart = "Authorization=AAD";
    private const string ClientIdPart = "ClientId=";

    private TelemetryOptions(bool toCollector, string? monitor, bool byIdentity, string? clientId)
    {
        ToCollector = toCollector;
        Monitor = monitor;
        ByIdentity = byIdentity;
        ClientId = clientId;
    }

    /// <summary>The exporter reads the address, and whatever else there is to say of it, from the settings itself.</summary>
    public bool ToCollector { get; }

    /// <summary>The connection string of Azure Monitor; null for none.</summary>
    public string? Monitor { get; }

    /// <summary>Whether Azure Monitor is signed in to by identity.</summary>
    public bool ByIdentity { get; }

    /// <summary>Of a user-assigned identity; null for the usual one.</summary>
    public string? ClientId { get; }

    public bool IsOn => ToCollector || Monitor is not null;

    /// <exception cref="ServerlessTrainingException">A setting is wrong; the message has every error, and no connection string.</exception>
    public static TelemetryOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        Faults faults = new("Telemetry cannot be sent");
        string? collector = Text(configuration, CollectorSetting);
        if (collector is not null && !(Uri.TryCreate(collector, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
        {
            faults.Add($"{CollectorSetting} is not an address; one such as http://127.0.0.1:4317 is needed");
        }

        string? monitor = Text(configuration, MonitorSetting);
        bool hasKey = monitor?.Split(';').Any(part => part.StartsWith("InstrumentationKey=", StringComparison.OrdinalIgnoreCase)) != false;
        faults.Require(hasKey, $"{MonitorSetting} has no InstrumentationKey; copy the connection string as the portal shows it");
        string? authentication = Text(configuration, AuthenticationSetting);
        string[] parts = authentication?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        bool byIdentity = parts.Contains(ByIdentityPart, StringComparer.OrdinalIgnoreCase);
        faults.Require(authentication is null || byIdentity, $"{AuthenticationSetting} does not say {ByIdentityPart}, the only way to sign in that it can name");
        faults.Throw();
        string? client = Array.Find(parts, part => part.StartsWith(ClientIdPart, StringComparison.OrdinalIgnoreCase));
        return new TelemetryOptions(collector is not null, monitor, byIdentity, client?[ClientIdPart.Length..]);
    }

    private static string? Text(IConfiguration configuration, string setting) => configuration[setting] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
}
