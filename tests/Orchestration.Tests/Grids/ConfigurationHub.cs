using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

/// <summary>A task hub with one configuration, whose plan and scores are the test's and whose folds are trained at once.</summary>
internal sealed class ConfigurationHub : IAsyncDisposable
{
    public const string Instance = "configuration";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static int names;
    private TaskHub hub = null!;
    private int plans;
    private int sets;

    private ConfigurationHub(AzuriteServer azurite) =>
        Accounts = new StorageAccounts(new StorageAccountOptions { Data = new StorageOptions { ConnectionString = azurite.ConnectionString } }, TimeProvider.System);

    public string Name { get; } = $"Configurations{Interlocked.Increment(ref names)}";

    public StorageAccounts Accounts { get; }

    /// <summary>How often it was planned.</summary>
    public int Plans => plans;

    /// <summary>Fold sets that were trained.</summary>
    public int Sets => sets;

    /// <param name="plan">What the planner says.</param>
    /// <param name="scores">What the scorer says, time after time.</param>
    public static async Task<ConfigurationHub> StartAsync(AzuriteServer azurite, ConfigurationPlan plan, Queue<ConfigurationScored> scores, CancellationToken cancellation)
    {
        ConfigurationHub started = new(azurite);
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddOrchestrator(ConfigurationOrchestrator.Name, async context => await ConfigurationOrchestrator.RunAsync(context, context.GetInput<GridPlace>()!))
            .AddOrchestrator(FoldSetOrchestrator.Name, context =>
            {
                Interlocked.Increment(ref started.sets);
                return Task.FromResult<object?>(context.GetInput<FoldSet>()!.Folds.Select(fold => new FoldAnswer(fold.Number, fold.Key, null)).ToArray());
            })
            .AddActivity(GridSteps.Plan, (_, _) =>
            {
                Interlocked.Increment(ref started.plans);
                return Task.FromResult<object?>(plan);
            })
            .AddActivity(GridSteps.Score, (_, _) => Task.FromResult<object?>(scores.Dequeue()));
        started.hub = await TaskHub.StartAsync(
            new TaskHubOptions { HubName = started.Name }, functions, started.Accounts.Data, NullLoggerFactory.Instance, TimeProvider.System, cancellation);
        return started;
    }

    public async Task<ConfigurationEnd> RunAsync(CancellationToken cancellation)
    {
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(ConfigurationOrchestrator.Name, new GridPlace("queue", 7), new StartOrchestrationOptions(Instance), cancellation);
        OrchestrationMetadata end = await hub.Client.WaitForInstanceCompletionAsync(Instance, getInputsAndOutputs: true, cancellation).WaitAsync(Patience, TimeProvider.System, cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        return JsonSerializer.Deserialize<ConfigurationEnd>(end.SerializedOutput!, JsonSerializerOptions.Web)!;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();
}
