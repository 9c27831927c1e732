using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Bench.Engine;

/// <summary>The durable engine on an emulator of its own.</summary>
internal sealed class EngineBench : IBenchGroup
{
    private const int Activities = 1000;
    private const int Runs = 5;

    public string Name => "engine";

    public async Task<IReadOnlyList<BenchRow>> RunAsync(bool peers, CancellationToken cancellationToken)
    {
        return [await FanOutAsync(cancellationToken), .. await IdleHost.RunAsync(cancellationToken)];
    }

    private static async Task<BenchRow> FanOutAsync(CancellationToken cancellationToken)
    {
        await using AzuriteServer azurite = await AzuriteServer.StartAsync(cancellationToken);
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddActivity("Nothing", (_, _) => Task.FromResult<object?>(null))
            .AddOrchestrator("FanOut", async context =>
            {
                await Task.WhenAll(Enumerable.Range(0, context.GetInput<int>()).Select(_ => context.CallActivityAsync("Nothing")));
                return null;
            });
        StorageClients clients = new(new StorageOptions { ConnectionString = azurite.ConnectionString });
        await using TaskHub hub = await TaskHub.StartAsync(
            new TaskHubOptions(), functions, clients, NullLoggerFactory.Instance, TimeProvider.System, cancellationToken);
        await FanOutAsync(hub, 100, cancellationToken);
        double[] rates = new double[Runs];
        for (int i = 0; i < Runs; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            await FanOutAsync(hub, Activities, cancellationToken);
            rates[i] = Activities / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }

        return new BenchRow("fanout", Measure.Median(rates), "activities/s");
    }

    private static async Task FanOutAsync(TaskHub hub, int activities, CancellationToken cancellationToken)
    {
        string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("FanOut", activities, cancellationToken);
        await hub.Client.WaitForInstanceCompletionAsync(id, cancellationToken);
    }
}
