using Microsoft.Extensions.Configuration;
using ServerlessTraining.LocalEngine;

namespace ServerlessTraining.LocalHost.HostFile;

/// <summary>
/// What host.json says to this host; sections for others are left alone. A setting such as AzureFunctionsJobHost__extensions__queues__batchSize wins over
/// the file.
/// </summary>
public sealed record HostFileOptions
{
    /// <summary>The first part of every route, without slashes; may be empty. Default api.</summary>
    public string RoutePrefix { get; init; } = "api";

    /// <summary>Null: no limit (<c>-1</c> in the file). Default 30 min, from 1 s.</summary>
    public TimeSpan? FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    public QueueSettings Queues { get; init; } = new();

    /// <summary>From <c>extensions.durableTask</c>.</summary>
    public TaskHubOptions TaskHub { get; init; } = new();

    /// <summary>The setting that has the task hub's storage account in Azure; here the emulator is it.</summary>
    public string TaskHubConnectionName { get; init; } = "AzureWebJobsStorage";

    /// <exception cref="LocalHostException">The file is missing or no JSON, or values are wrong; the message names them all.</exception>
    public static HostFileOptions Read(string hostJson, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return HostFileReader.Read(hostJson, configuration);
    }
}
