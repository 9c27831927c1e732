using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Instances;

/// <summary>A real hub with one instance of each state; each was created an hour after the one before it.</summary>
public sealed class InstanceHub : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ManualTimeProvider clock = new(Start);
    private AzuriteServer azurite = null!;
    private TaskHub hub = null!;

    public DurableTaskClient Client => hub.Client;

    private static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(60)).Token;

    public async ValueTask InitializeAsync()
    {
        azurite = await AzuriteServer.StartAsync(CancellationToken.None);
        StorageClients storage = new(new StorageOptions { ConnectionString = azurite.ConnectionString });
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddOrchestrator("Plan", context =>
            {
                context.SetCustomStatus(new { done = 3 });
                return Task.FromResult<object?>(new { total = 2 });
            })
            .AddOrchestrator("Break", _ => throw new InvalidOperationException("No bars. See https://x.example/?code=function-key&sig=signature"))
            .AddOrchestrator("Wait", async context =>
            {
                context.SetCustomStatus("waiting");
                return await context.WaitForExternalEvent<string>("go");
            });
        hub = await TaskHub.StartAsync(new TaskHubOptions { HubName = "Instances" }, functions, storage, NullLoggerFactory.Instance, clock, CancellationToken.None);
        await BeginAsync("Plan", "run-1", new { run_id = "r1" });
        await Client.WaitForInstanceCompletionAsync("run-1", Patience);
        await BeginAsync("Break", "run-2", null);
        await Client.WaitForInstanceCompletionAsync("run-2", Patience);
        await BeginAsync("Wait", "run-3", null);
        await BeginAsync("Wait", "job-4", null);
        await Client.SuspendInstanceAsync("job-4", null, Patience);
        await BeginAsync("Wait", "job-5", "AccountKey=abc;Y=1");
        await Client.TerminateInstanceAsync("job-5", "enough", Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await azurite.DisposeAsync();
    }

    private async Task BeginAsync(string name, string id, object? input)
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(id), Patience);
        await Client.WaitForInstanceStartAsync(id, Patience);
        clock.Advance(TimeSpan.FromHours(1));
    }
}
