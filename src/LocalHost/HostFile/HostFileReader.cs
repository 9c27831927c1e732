using System.Text.Json;
using Microsoft.Extensions.Configuration;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.LocalHost.HostFile;

internal static class HostFileReader
{
    /// <summary>Settings under it override the file: azure-functions-host, HostJsonFileConfigurationSource.cs.</summary>
    private const string Overrides = "AzureFunctionsJobHost";

    private static readonly TimeSpan LongestPolling = TimeSpan.FromDays(1);
    private static readonly JsonDocumentOptions Comments = new() { CommentHandling = JsonCommentHandling.Skip };

    private static readonly string[] RootNames =
    [
        "$schema", "version", "functionTimeout", "retry", "functions", "http", "watchDirectories", "watchFiles", "queues", "serviceBus", "eventHub", "singleton",
        "logging", "aggregator", "healthMonitor", "extensionBundle", "managedDependencies", "customHandler", "httpWorker", "extensions", "concurrency",
        "telemetryMode", "sendCanceledInvocationsToWorker",
    ];

    private static readonly string[] ExtensionNames =
    [
        "http", "queues", "durableTask", "blobs", "tables", "cosmosDB", "eventGrid", "eventHubs", "kafka", "rabbitMQ", "sendGrid", "serviceBus", "signalR", "sql", "twilio",
        "warmup",
    ];

    private static readonly string[] HttpNames = ["routePrefix", "maxOutstandingRequests", "maxConcurrentRequests", "dynamicThrottlesEnabled", "hsts", "customHeaders"];

    private static readonly string[] QueueNames = ["batchSize", "newBatchThreshold", "maxDequeueCount", "visibilityTimeout", "maxPollingInterval", "messageEncoding"];

    private static readonly string[] DurableNames =
    [
        "hubName", "defaultVersion", "versionMatchStrategy", "versionFailureStrategy", "storageProvider", "tracing", "notifications", "httpSettings",
        "maxConcurrentActivityFunctions", "maxConcurrentOrchestratorFunctions", "maxConcurrentEntityFunctions", "extendedSessionsEnabled",
        "extendedSessionIdleTimeoutInSeconds", "maxOrchestrationActions", "overridableExistingInstanceStates", "entityMessageReorderWindowInMinutes",
        "maxEntityOperationBatchSize", "storeInputsInOrchestrationHistory", "useGracefulShutdown", "useAppLease", "appLeaseOptions",
        "rollbackEntityOperationsOnExceptions", "localRpcEndpointEnabled", "notificationUrl",
    ];

    public static HostFileOptions Read(string hostJson, IConfiguration configuration)
    {
        if (!File.Exists(hostJson)) throw new LocalHostException($"'{hostJson}' is missing. Bring it back with: git checkout host.json");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(hostJson), Comments);
            List<string> errors = [];
            HostFileOptions options = Read(new HostFileSection(document.RootElement, configuration.GetSection(Overrides), "", configuration, errors));
            if (errors.Count > 0) throw new LocalHostException($"'{hostJson}' is not valid: {string.Join("; ", errors)}.");
            return options;
        }
        catch (JsonException error)
        {
            throw new LocalHostException($"'{hostJson}' is not valid: {error.Message}", error);
        }
    }

    private static HostFileOptions Read(HostFileSection root)
    {
        root.RefuseNearMisses(RootNames);
        if (root.Text("version", "") is not "2.0" and var version) root.Wrong("version", version, "the Functions host needs \"2.0\"");
        HostFileSection extensions = root.Section("extensions");
        extensions.RefuseNearMisses(ExtensionNames);
        HostFileSection http = extensions.Section("http");
        http.RefuseUnknown(HttpNames);
        HostFileSection durable = extensions.Section("durableTask");
        durable.RefuseNearMisses(DurableNames);
        HostFileOptions defaults = new();
        return new HostFileOptions
        {
            FunctionTimeout = root.Text("functionTimeout", "") == "-1"
                ? null
                : root.Time("functionTimeout", defaults.FunctionTimeout!.Value, TimeSpan.FromSeconds(1), TimeSpan.MaxValue),
            RoutePrefix = http.Text("routePrefix", defaults.RoutePrefix).Trim('/'),
            Queues = Queues(extensions.Section("queues")),
            TaskHub = TaskHub(durable),
            TaskHubConnectionName = durable.Section("storageProvider").Text("connectionName", defaults.TaskHubConnectionName),
        };
    }

    private static QueueSettings Queues(HostFileSection queues)
    {
        queues.RefuseUnknown(QueueNames);
        QueueSettings defaults = new();
        string encoding = queues.Text("messageEncoding", "base64");
        if (!encoding.Equals("base64", StringComparison.OrdinalIgnoreCase))
        {
            queues.Wrong("messageEncoding", encoding, "messages are base64 at both ends here: allowed is base64");
        }

        int batchSize = queues.WholeNumber("batchSize", defaults.BatchSize, 1, QueuePumpOptions.MaxBatchSize);
        return new QueueSettings
        {
            BatchSize = batchSize,
            NewBatchThreshold = queues.WholeNumber("newBatchThreshold", batchSize / 2 * Environment.ProcessorCount, 0, int.MaxValue),
            MaxDequeueCount = queues.WholeNumber("maxDequeueCount", defaults.MaxDequeueCount, 1, int.MaxValue),
            VisibilityTimeout = queues.Time("visibilityTimeout", defaults.VisibilityTimeout, TimeSpan.Zero, QueuePumpOptions.MaxHidden),
            MaxPollingInterval = queues.Time("maxPollingInterval", defaults.MaxPollingInterval, QueuePumpOptions.MinPollingInterval, LongestPolling),
        };
    }

    private static TaskHubOptions TaskHub(HostFileSection durable)
    {
        TaskHubOptions defaults = new();
        string name = durable.Text("hubName", defaults.HubName);
        if (!TaskHubOptions.IsHubName(name) && !durable.IsUnresolved(name)) durable.Wrong("hubName", name, "allowed are 3 to 45 letters and digits, beginning with a letter");
        return new TaskHubOptions
        {
            HubName = name,
            DefaultVersion = durable.Text("defaultVersion", defaults.DefaultVersion),
            MaxConcurrentActivities = durable.WholeNumber("maxConcurrentActivityFunctions", defaults.MaxConcurrentActivities, 1, int.MaxValue),
            MaxConcurrentOrchestrators = durable.WholeNumber("maxConcurrentOrchestratorFunctions", defaults.MaxConcurrentOrchestrators, 1, int.MaxValue),
        };
    }
}
