using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerlessTraining.Functions.Http;
using ServerlessTraining.Functions.Startup;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Startup;
using ServerlessTraining.Orchestration.Telemetry;

namespace ServerlessTraining.Functions;

/// <summary>The app as every host runs it: its services and the middleware around its functions.</summary>
public static class FunctionsApp
{
    public static IFunctionsWorkerApplicationBuilder Compose(IFunctionsWorkerApplicationBuilder builder, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddServerlessTraining(configuration);
        builder.Services.AddTelemetry(configuration, "serverless-training");
        builder.Services.Configure<Microsoft.AspNetCore.Mvc.JsonOptions>(json => SpeakAsTheApi(json.JsonSerializerOptions));
        builder.Services.Configure<Microsoft.AspNetCore.Http.Json.JsonOptions>(json => SpeakAsTheApi(json.SerializerOptions));
        builder.UseMiddleware<ProblemMiddleware>();
        return builder;
    }

    /// <summary>For the worker in Azure, after <see cref="Compose"/>: what needs the store runs when it is as this program wants it. LocalHost sees to that itself, before it starts
    /// anything.</summary>
    public static IFunctionsWorkerApplicationBuilder HoldUntilStored(IFunctionsWorkerApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<StorageStart>();
        builder.Services.AddHostedService(services => services.GetRequiredService<StorageStart>());
        builder.UseMiddleware<StorageGate>();
        return builder;
    }

    private static void SpeakAsTheApi(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = ApiJson.Options.PropertyNamingPolicy;
        options.DictionaryKeyPolicy = ApiJson.Options.DictionaryKeyPolicy;
        options.Encoder = ApiJson.Options.Encoder;
    }
}
