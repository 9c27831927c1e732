using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>Sends traces, metrics and logs where the settings say, and does nothing where they say nothing.</summary>
public static class TelemetryServices
{
    private const string ServiceNameSetting = "OTEL_SERVICE_NAME";

    // HTTP; the worker and the Durable Task framework in Azure, our engine on a laptop; ourselves. The storage clients are left out: their spans name addresses.
    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "Microsoft.Azure.Functions.Worker", "Microsoft.DurableTask", "DurableTask.Core", "ServerlessTraining.LocalEngine", Traces.Name];

    private static readonly string[] Meters = ["Microsoft.AspNetCore.Hosting", "System.Runtime", Instruments.MeterName];

    /// <param name="role">The name under which this program is shown, where the settings name none.</param>
    /// <exception cref="ServerlessTrainingException">A setting is wrong.</exception>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration, string role)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        TelemetryOptions options = TelemetryOptions.From(configuration);
        if (!options.IsOn) return services;

        // Where the exporters look for the other settings; a program without a host has put none there.
        services.TryAddSingleton(configuration);
        services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>(nameof(ServerlessTraining), LogLevel.Information));
        services.AddOpenTelemetry()
            .ConfigureResource(resource =>
            {
                if (string.IsNullOrEmpty(configuration[ServiceNameSetting])) resource.AddService(role, serviceVersion: BuildInfo.Version);
            })
            .WithTracing(tracing =>
            {
                tracing.AddSource(Sources).AddProcessor(new AddressGuard());
                if (options.ToCollector) tracing.AddOtlpExporter();
                if (options.Monitor is not null) tracing.AddAzureMonitorTraceExporter(exporter => SignIn(exporter, options));
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (options.ToCollector) metrics.AddOtlpExporter();
                if (options.Monitor is not null) metrics.AddAzureMonitorMetricExporter(exporter => SignIn(exporter, options));
            })
            .WithLogging(
                logs =>
                {
                    if (options.ToCollector) logs.AddOtlpExporter();
                    if (options.Monitor is not null) logs.AddAzureMonitorLogExporter(exporter => SignIn(exporter, options));
                },
                logger => logger.IncludeFormattedMessage = true);
        return services;
    }

    /// <summary>For programs without a host, which would do it: listens from now on until the services are disposed of.</summary>
    public static void StartTelemetry(this IServiceProvider services)
    {
        services.GetService<TracerProvider>();
        services.GetService<MeterProvider>();
    }

    private static void SignIn(AzureMonitorExporterOptions exporter, TelemetryOptions options)
    {
        exporter.ConnectionString = options.Monitor;
        if (options.ByIdentity) exporter.Credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });
    }
}
