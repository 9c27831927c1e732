using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

public sealed class GridOrchestratorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ModelsThatFinishBackwards_AreDecidedInTheOrderOfTheGrid()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        QueueRecord queue = await hub.StartedAsync(6, Token);

        foreach (int index in new[] { 3, 2, 1, 4, 5, 0 }) await hub.EndAsync(index, Token);

        QueueRecord end = await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Equal([0, 1, 2, 3, 4, 5], hub.Decided);
        Assert.Equal(new QueueCounters(6, Completed: 6, Kept: 3), end.Counters);
        Assert.Equal([1, 3, 5], hub.Swept.Select(run => int.Parse(run[^6..])));
    }

    [Fact]
    public async Task Run_AModelThatIsSlow_KeepsTheOthersAtWorkButNotMoreThanAllowed()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 2 });
        QueueRecord queue = await hub.StartedAsync(5, Token);

        await hub.EndAsync(1, Token);
        await hub.BegunAsync(2, Token);
        Assert.False(hub.IsBegun(3));
        await hub.EndAsync(2, Token);
        await hub.EndAsync(3, Token);
        Assert.Empty(hub.Decided);
        await hub.EndAsync(0, Token);
        await hub.EndAsync(4, Token);

        await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Equal([0, 1, 2, 3, 4], hub.Decided);
    }

    [Fact]
    public async Task Run_AModelThatFails_IsCountedAndTheOthersGoOn()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        QueueRecord queue = await hub.StartedAsync(3, Token);

        await hub.EndAsync(0, Token);
        await hub.EndAsync(1, Token, new ConfigurationEnd(Failure: "fold 2 has one class only"));
        await hub.EndAsync(2, Token);

        QueueRecord end = await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Equal(new QueueCounters(3, Completed: 2, Failed: 1, Kept: 2), end.Counters);
        Assert.Equal("fold 2 has one class only", (await hub.Queues.FindItemAsync(queue.Id, 1, Token))!.Reason);
    }

    [Fact]
    public async Task Pause_WhileModelsRun_ActsAfterThemAndResumeGoesOn()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 2 });
        QueueRecord queue = await hub.StartedAsync(5, Token);
        await hub.BegunAsync(0, Token);
        await hub.BegunAsync(1, Token);

        await hub.Service.PauseAsync(hub.Client, queue.Id, Token);
        await hub.EndAsync(1, Token);
        await hub.EndAsync(0, Token);

        QueueRecord paused = await hub.InStateAsync(queue.Id, QueueState.Paused, Token);
        Assert.Equal([0, 1], hub.Decided);
        Assert.False(hub.IsBegun(2));
        Assert.Equal(2, paused.Counters.Completed);
        Assert.Single(await hub.Views.CheckpointsAsync(queue.Id, Token));

        await hub.Service.ResumeAsync(hub.Client, queue.Id, null, Token);
        foreach (int index in new[] { 2, 3, 4 }) await hub.EndAsync(index, Token);
        await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Equal([0, 1, 2, 3, 4], hub.Decided);
    }

    [Fact]
    public async Task Cancel_WhileModelsRun_KeepsWhatWasDecidedAndCancelsTheRest()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 2 });
        QueueRecord queue = await hub.StartedAsync(4, Token);
        await hub.EndAsync(0, Token);
        await hub.BegunAsync(2, Token);

        await hub.Service.CancelAsync(hub.Client, queue.Id, Token);
        await hub.EndAsync(1, Token);
        await hub.EndAsync(2, Token);

        QueueRecord end = await hub.InStateAsync(queue.Id, QueueState.Cancelled, Token);
        Assert.Equal(3, end.Counters.Completed);
        Assert.NotNull(end.Finished);
        Assert.Equal(QueueItemState.Cancelled, (await hub.Queues.FindItemAsync(queue.Id, 3, Token))!.State);
        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Service.PauseAsync(hub.Client, queue.Id, Token));
        Assert.Equal("Queue 'grid' is cancelled; only a queue that is running can be paused.", refused.Message);
    }

    [Fact]
    public async Task Start_WhileAnotherRuns_WaitsItsTurnAndSaysBehindWhat()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        QueueRecord first = await hub.StartedAsync(1, Token, "first");
        await hub.BegunAsync(0, Token);
        QueueRecord second = await hub.StartedAsync(1, Token, "second");

        await GridHub.UntilAsync(async () => (await hub.Queues.FindAsync(second.Id, Token))!.Reason is not null, Token);
        QueueRecord waiting = (await hub.Queues.FindAsync(second.Id, Token))!;
        Assert.Equal(QueueState.Pending, waiting.State);
        Assert.Equal($"waits behind 'first' ({first.Id}); max_parallel_queues is 1", waiting.Reason);
        await Assert.ThrowsAsync<RequestException>(() => hub.Service.StartAsync(hub.Client, second.Id, Token));

        await hub.EndAsync(0, Token);
        await hub.InStateAsync(first.Id, QueueState.Completed, Token);
        await hub.Clock.AdvanceUntilAsync(hub.InStateAsync(second.Id, QueueState.Completed, Token), Token);
    }

    [Fact]
    public async Task Run_MoreThanAPage_BeginsItsHistoryAnewAndMissesNothing()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 20, AutoCheckpointInterval = 50 });
        int many = GridPage.Size + 5;
        QueueRecord queue = await hub.StartedAsync(many, Token);

        for (int index = 0; index < many; index++) await hub.EndAsync(index, Token);

        QueueRecord end = await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Equal(Enumerable.Range(0, many), hub.Decided);
        Assert.Equal(many, end.Counters.Completed);
        IReadOnlyList<string> lines = await hub.LinesAsync(queue.Id, Token);
        Assert.Equal(2, lines.Count(line => line.StartsWith("Checkpoint saved", StringComparison.Ordinal)));
        Assert.Contains($"Training completed! {many} trained, {(many + 1) / 2} kept, 0 failed, 0 skipped", lines);
    }

    [Fact]
    public async Task Run_ProcessThatDies_GoesOnWhereItStood()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 2 });
        QueueRecord queue = await hub.StartedAsync(4, Token);
        await hub.EndAsync(0, Token);
        await GridHub.UntilAsync(() => Task.FromResult(hub.Decided.Count == 1), Token);
        await hub.BegunAsync(2, Token);

        await hub.RestartAsync(Token);
        foreach (int index in new[] { 1, 2, 3 }) await hub.EndAsync(index, Token);

        await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Equal([0, 1, 2, 3], hub.Decided);
    }

    [Fact]
    public async Task Resume_FromACheckpoint_BeginsAnAttemptThatDecidesOnTheRest()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 1 });
        QueueRecord queue = await hub.StartedAsync(3, Token);
        await hub.BegunAsync(0, Token);
        await hub.Service.PauseAsync(hub.Client, queue.Id, Token);
        await hub.EndAsync(0, Token);
        await hub.InStateAsync(queue.Id, QueueState.Paused, Token);
        string checkpoint = Assert.Single(await hub.Views.CheckpointsAsync(queue.Id, Token)).Name;
        string before = GridRun.InstanceOf(queue.Id, 1);

        await hub.Service.ResumeAsync(hub.Client, queue.Id, checkpoint, Token);
        await hub.EndAsync(1, Token);
        await hub.EndAsync(2, Token);

        QueueRecord end = await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Equal(2, end.Attempt);
        Assert.Equal([0, 1, 2], hub.Decided);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await hub.Client.GetInstanceAsync(before, Token))!.RuntimeStatus);
        RequestException refused = await Assert.ThrowsAsync<RequestException>(() => hub.Service.ResumeAsync(hub.Client, queue.Id, null, Token));
        Assert.Equal("Queue 'grid' is completed; only a queue that is paused or crashed can be resumed.", refused.Message);
    }
}
