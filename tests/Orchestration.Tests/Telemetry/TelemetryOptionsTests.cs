using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Telemetry;

namespace ServerlessTraining.Orchestration.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    private const string Connection = "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://example.invalid/";

    [Fact]
    public void From_NothingSet_IsOff() => Assert.False(Of().IsOn);

    [Fact]
    public void From_ACollector_IsOn() => Assert.True(Of((TelemetryOptions.CollectorSetting, "http://127.0.0.1:4317")) is { IsOn: true, ToCollector: true, Monitor: null });

    [Fact]
    public void From_AnIdentityForAzureMonitor_ReadsWhose()
    {
        TelemetryOptions options = Of((TelemetryOptions.MonitorSetting, Connection), (TelemetryOptions.AuthenticationSetting, "Authorization=AAD; ClientId=me"));

        Assert.True(options is { IsOn: true, ToCollector: false, ByIdentity: true });
        Assert.Equal(("me", Connection), (options.ClientId, options.Monitor));
    }

    [Fact]
    public void From_EverythingWrong_TellsAllAndShowsNoConnection()
    {
        string message = Assert.Throws<ServerlessTrainingException>(() => Of(
            (TelemetryOptions.CollectorSetting, "here"), (TelemetryOptions.MonitorSetting, "secret"), (TelemetryOptions.AuthenticationSetting, "Authorization=Key"))).Message;

        Assert.Equal(
            "Telemetry cannot be sent: OTEL_EXPORTER_OTLP_ENDPOINT is not an address; one such as http://127.0.0.1:4317 is needed; "
            + "APPLICATIONINSIGHTS_CONNECTION_STRING has no InstrumentationKey; copy the connection string as the portal shows it; "
            + "APPLICATIONINSIGHTS_AUTHENTICATION_STRING does not say Authorization=AAD, the only way to sign in that it can name.",
            message);
    }

    private static TelemetryOptions Of(params (string Name, string Value)[] settings) => TelemetryOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build());
}
