using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

/// <summary>A hub with a name of its own, which can be started several times.</summary>
internal sealed class TestHub(AzuriteFixture azurite, TaskHubFunctions functions, TaskHubOptions? options = null)
{
    private static int names;

    public TaskHubOptions Options { get; } = (options ?? new TaskHubOptions()) with { HubName = NewName() };

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public StorageClients Clients { get; init; } = Storage(azurite);

    public static string NewName() => $"Hub{Environment.ProcessId}x{Interlocked.Increment(ref names)}";

    public static StorageClients Storage(AzuriteFixture azurite) => new(new StorageOptions { ConnectionString = azurite.Server.ConnectionString });

    public Task<TaskHub> StartAsync() => TaskHub.StartAsync(Options, functions, Clients, Loggers, Clock, TestContext.Current.CancellationToken);

    public static async Task<OrchestrationMetadata> FinishAsync(TaskHub hub, string id) =>
        await hub.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Patience());

    public static Task<string> BeginAsync(TaskHub hub, string name, object? input = null, string? id = null) =>
        hub.Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), Patience());

    /// <summary>Ends a test that hangs.</summary>
    public static CancellationToken Patience() =>
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(120)).Token).Token;
}
