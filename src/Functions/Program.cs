using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessTraining.Orchestration.Telemetry;

namespace ServerlessTraining.Functions;

/// <summary>The worker in Azure. On a laptop LocalHost hosts the same functions instead.</summary>
public static class Program
{
    public static void Main(string[] args)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        FunctionsApp.Compose(builder, builder.Configuration);
        FunctionsApp.HoldUntilStored(builder);

        // The worker sends its own telemetry, where the settings say so; the host is not to send it a second time.
        if (TelemetryOptions.From(builder.Configuration).IsOn)
        {
            builder.Services.Configure<WorkerOptions>(worker => worker.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
        }

        builder.Build().Run();
    }
}
