using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

/// <summary>Queues whose histories are recorded (see RecordingTests): the last one of each, where it began anew.</summary>
public sealed class GridRecordingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly int[] FirstThree = [0, 1, 2];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Run_ModelsOutOfOrderAndOneFailed_Replays() => RunAsync("out-of-order", async (hub, queue) =>
    {
        await hub.EndAsync(2, Token);
        await hub.EndAsync(1, Token, new ConfigurationEnd(Failure: "no rows"));
        await hub.EndAsync(0, Token);
        await hub.EndAsync(3, Token);
        await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
    });

    [Fact]
    public Task Run_PausedAndResumed_Replays() => RunAsync("resumed", async (hub, queue) =>
    {
        await hub.BegunAsync(1, Token);
        await hub.Service.PauseAsync(hub.Client, queue.Id, Token);
        foreach (int index in FirstThree) await hub.EndAsync(index, Token);
        await hub.InStateAsync(queue.Id, QueueState.Paused, Token);
        await hub.Service.ResumeAsync(hub.Client, queue.Id, null, Token);
        await hub.EndAsync(3, Token);
        await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
    });

    [Fact]
    public Task Run_PausedAndCancelled_Replays() => RunAsync("paused-and-cancelled", async (hub, queue) =>
    {
        await hub.BegunAsync(1, Token);
        await hub.Service.PauseAsync(hub.Client, queue.Id, Token);
        foreach (int index in FirstThree) await hub.EndAsync(index, Token);
        await hub.InStateAsync(queue.Id, QueueState.Paused, Token);
        await hub.Service.CancelAsync(hub.Client, queue.Id, Token);
        await hub.InStateAsync(queue.Id, QueueState.Cancelled, Token);
    });

    [Fact]
    public Task Run_Cancelled_Replays() => RunAsync("cancelled", async (hub, queue) =>
    {
        await hub.BegunAsync(2, Token);
        await hub.Service.CancelAsync(hub.Client, queue.Id, Token);
        foreach (int index in FirstThree) await hub.EndAsync(index, Token);
        await hub.InStateAsync(queue.Id, QueueState.Cancelled, Token);
    });

    private async Task RunAsync(string scenario, Func<GridHub, QueueRecord, Task> story)
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 3, AutoCheckpointInterval = 2 });
        QueueRecord queue = await hub.StartedAsync(4, Token);
        await story(hub, queue);
        string instance = GridRun.InstanceOf(queue.Id, 1);
        await GridHub.UntilAsync(async () => (await hub.Client.GetInstanceAsync(instance, Token))!.IsCompleted, Token);
        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Accounts.Data, hub.Name, instance, Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        Histories.Record($"{GridOrchestrator.Name}/{scenario}", history);
    }
}
