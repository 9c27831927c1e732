using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Functions;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.LocalHost;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.LocalHost.HostFile;
using ServerlessTraining.LocalHost.Invocation;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Chaos;

/// <summary>
/// All of the local host but HTTP, in this process, with a trainer that takes a millisecond. Each run has a hub of its own and empty folds; runs of one emulator
/// come one after the other, as they share its queues.
/// </summary>
internal sealed partial class EngineRoom(string connectionString)
{
    private const int FoldsASet = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    // What a clean run does not repeat either: times, and who did it in which try.
    private static readonly HashSet<string> Passing = new(StringComparer.Ordinal)
    {
        "odata.etag", "Timestamp", "CreatedAt", "UpdatedAt", "dispatched_at", "started_at", "heartbeat_at", "sign_at", "waits", "lost_dispatches", "notes",
        EntityTable.WriterColumn, "owner", "attempt", "attempts", "Life", "Execution",
    };

    private readonly StorageAccounts plain = Accounts(connectionString, perTry: null);

    /// <summary>Once, before the first run: makes what an account has.</summary>
    public Task PrepareAsync(CancellationToken cancellation) => new StorageSchema(plain.Data).EnsureAsync(cancellation);

    /// <summary>Has two sets of folds trained, one on each queue, and stops.</summary>
    /// <param name="number">Of the run, for the name of its hub.</param>
    /// <param name="perTry">Sees every try of every call of the engine room.</param>
    /// <returns>What is stored then, a line for each row and queue, without what differs from run to run.</returns>
    public async Task<string> RunAsync(int number, HttpPipelinePolicy perTry, CancellationToken cancellation)
    {
        await ClearAsync(cancellation);
        string hub = $"Room{number}";
        StorageAccounts accounts = Accounts(connectionString, perTry);
        await using ServiceProvider services = Compose(accounts);
        AppFunctions functions = FunctionDiscovery.FindIn(services.GetRequiredService<IConfiguration>(), typeof(FunctionsApp).Assembly);
        HostFileOptions host = new()
        {
            Queues = new QueueSettings { Lease = TimeSpan.FromSeconds(1), MaxPollingInterval = TimeSpan.FromMilliseconds(200) },
            TaskHub = new TaskHubOptions { HubName = hub },
        };
        await using (BackgroundParts parts = await BackgroundParts.StartAsync(services, functions, host, trains: true, cancellation))
        {
            await TrainAsync(services, cancellation).WaitAsync(Patience, TimeProvider.System, cancellation);
            await WhenQueuesEmptyAsync(cancellation).WaitAsync(Patience, TimeProvider.System, cancellation);
            Assert.False(parts.Lost.IsCompleted, "the task hub was lost");
            await parts.StopAsync(cancellation);
        }

        return await DescribeAsync(hub, cancellation);
    }

    private static StorageAccounts Accounts(string connectionString, HttpPipelinePolicy? perTry)
    {
        StorageOptions account = new() { ConnectionString = connectionString };
        StorageRetryOptions quick = new() { Tries = 4, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(2) };

        // Two accounts, as in Azure, though both are this emulator's.
        return new StorageAccounts(new StorageAccountOptions { Host = account with { }, Data = account, Retry = quick }, TimeProvider.System, perTry: perTry);
    }

    private ServiceProvider Compose(StorageAccounts accounts)
    {
        ServiceCollection services = new();
        IConfiguration configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new KeyValuePair<string, string?>(StorageOptions.SettingName, connectionString)]).Build();
        services.AddLogging().AddSingleton(configuration);
        LocalApplicationBuilder worker = new(services);
        FunctionsApp.Compose(worker, configuration);
        services.AddSingleton(worker).AddSingleton<FunctionInvoker>().AddSingleton<DurableClientSource>();

        // What is registered last counts.
        services.AddSingleton(accounts).AddSingleton(accounts.Data).AddSingleton<IFoldTrainer, StoringTrainer>().AddSingleton<IFoldFileCheck, StoringTrainer>();
        services.AddSingleton(new FoldTaskOptions
        {
            Heartbeat = TimeSpan.FromMilliseconds(300),
            Look = TimeSpan.FromMilliseconds(100),
            SilentAfter = TimeSpan.FromSeconds(1),
            UntakenAfter = TimeSpan.FromSeconds(2),
        });
        services.AddSingleton(new FoldPumpOptions { Concurrency = 2, Lease = TimeSpan.FromSeconds(1), MaxPollingInterval = TimeSpan.FromMilliseconds(200) });
        return services.BuildServiceProvider();
    }

    private static async Task TrainAsync(IServiceProvider services, CancellationToken cancellation)
    {
        DurableTaskClient client = services.GetRequiredService<DurableClientSource>().Client;
        FoldTaskStore tasks = services.GetRequiredService<FoldTaskStore>();
        foreach (FoldDevice device in Enum.GetValues<FoldDevice>())
        {
            List<FoldRef> folds = [];
            for (int fold = 1; fold <= FoldsASet; fold++)
            {
                FoldWork work = new($$"""{"device":"{{device}}"}""", "data", "{}", "plan", fold, 1, BuildInfo.Version);
                await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), cancellation);
                folds.Add(new FoldRef(fold, work.Key));
            }

            await client.ScheduleNewOrchestrationInstanceAsync(
                FoldSetOrchestrator.Name,
                new FoldSet(folds, device, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2)),
                new StartOrchestrationOptions($"set-{device}"),
                cancellation);
        }

        foreach (FoldDevice device in Enum.GetValues<FoldDevice>()) await client.WaitForInstanceCompletionAsync($"set-{device}", cancellation);
    }

    /// <summary>A message that came twice may still be there; it is answered like the first.</summary>
    private async Task WhenQueuesEmptyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            int left = 0;
            foreach (string queue in (string[])[.. FoldQueues.Tasks, FoldQueues.Results]) left += await CountAsync(queue, cancellation);
            if (left == 0) return;
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
    }

    private async Task<int> CountAsync(string queue, CancellationToken cancellation) =>
        (await plain.Data.Queue(queue).GetPropertiesAsync(cancellation)).Value.ApproximateMessagesCount;

    private async Task ClearAsync(CancellationToken cancellation)
    {
        TableClient table = plain.Data.Tables.GetTableClient(StorageNames.Tables.FoldResults);
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: cancellation)) await table.DeleteEntityAsync(row, cancellationToken: cancellation);
        foreach (string queue in StorageNames.Queues.All) await plain.Data.Queue(queue).ClearMessagesAsync(cancellation);
    }

    private async Task<string> DescribeAsync(string hub, CancellationToken cancellation)
    {
        List<string> lines = [];
        await foreach (TableEntity row in plain.Data.Tables.GetTableClient(StorageNames.Tables.FoldResults).QueryAsync<TableEntity>(cancellationToken: cancellation))
        {
            lines.Add($"{StorageNames.Tables.FoldResults} {Describe(row)}{await FilesAsync(row, cancellation)}");
        }

        await foreach (TableEntity row in plain.Host.Tables.GetTableClient($"{hub}Engine").QueryAsync<TableEntity>(cancellationToken: cancellation))
        {
            // The history tells the order of things, which is no run's like another's; what it came to is in the instance. No other row may be left.
            if (row.RowKey.StartsWith("h|", StringComparison.Ordinal) || row.RowKey == "epoch") continue;
            lines.Add($"hub {Describe(row)}");
        }

        foreach (string queue in StorageNames.Queues.All) lines.Add($"{queue}: {await CountAsync(queue, cancellation)} messages");
        return string.Join('\n', lines);
    }

    private static string Describe(TableEntity row)
    {
        IEnumerable<string> values = row.Where(one => !Passing.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}");
        return Notes().Replace(Calls().Replace(Owner().Replace(string.Join("; ", values), "OWNER"), "COUNT"), "");
    }

    private async Task<string> FilesAsync(TableEntity row, CancellationToken cancellation)
    {
        if (row.GetString("outcome") is not { } outcome) return "";
        List<string> found = [];
        foreach (JsonProperty file in JsonDocument.Parse(outcome).RootElement.GetProperty("files").EnumerateObject())
        {
            bool exists = await plain.Data.Blobs.GetBlobContainerClient(StorageNames.Containers.Predictions).GetBlobClient(file.Value.GetString()).ExistsAsync(cancellation);
            found.Add($"{file.Name} {(exists ? "is stored" : "is missing")}");
        }

        return "; " + string.Join(", ", found);
    }

    [GeneratedRegex("(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Owner();

    // Calls made again and heartbeats are among them, so they are no run's like another's.
    [GeneratedRegex("(?<=\"storage_transactions\":)[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Calls();

    // A try that went silent on a busy machine.
    [GeneratedRegex("(?<=\"notes\":\\[)[^]]*(?=\\])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Notes();

    private sealed class StoringTrainer(StorageAccounts accounts) : IFoldTrainer, IFoldFileCheck
    {
        public async Task<string?> FaultAsync(FoldWork work, FoldOutcome outcome, CancellationToken cancellation)
        {
            string file = outcome.Files["predictions"];
            return await accounts.Data.Container(StorageNames.Containers.Predictions).FindAsync(file, cancellation) is null ? $"there is no '{file}'" : null;
        }

        public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, cancellation);
            string file = $"room/{attempt.Key}/{attempt.Owner}";
            await accounts.Data.Container(StorageNames.Containers.Predictions).PutAsync(file, new BinaryData(work.Configuration), cancellation);
            return new FoldOutcome(
                new Dictionary<string, double?> { ["fold"] = work.Fold }, new Dictionary<string, string> { ["predictions"] = file }, 0.001, "cpu", []);
        }
    }
}
