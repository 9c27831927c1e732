using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

public sealed class QueueWatchTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_AModelThatTakesAnHour_IsAlive()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        QueueRecord queue = await hub.StartedAsync(1, Token);
        await hub.BegunAsync(0, Token);

        for (TimeSpan passed = TimeSpan.Zero; passed < TimeSpan.FromHours(1); passed += Beat)
        {
            hub.Clock.Jump(Beat);
            await hub.Watch.LookAsync(hub.Client, Token);
        }

        Assert.Equal(QueueState.Running, (await hub.Queues.FindAsync(queue.Id, Token))!.State);
        Assert.Equal(hub.Clock.GetUtcNow(), await hub.Queues.LastBeatAsync(queue.Id, Token));
    }

    [Fact]
    public async Task Look_NobodyBeatForFiveMinutes_CrashesSuspendsAndAdvises()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { MaxParallelModels = 1 });
        QueueRecord queue = await hub.StartedAsync(2, Token);
        await hub.EndAsync(0, Token);
        await hub.BegunAsync(1, Token);
        await hub.Watch.LookAsync(hub.Client, Token);

        hub.Clock.Jump(Dead);
        await hub.Watch.LookAsync(hub.Client, Token);

        QueueRecord crashed = (await hub.Queues.FindAsync(queue.Id, Token))!;
        Assert.Equal(QueueState.Crashed, crashed.State);
        QueueView view = await hub.Views.OfAsync(crashed, Token);
        Assert.Equal("no heartbeat since 2026-01-05 12:00:00Z", view.Reason);
        Assert.StartsWith("Resume from the checkpoint: trained 1 of 2 (50 %)", view.Recommendation!.Text, StringComparison.Ordinal);
        Assert.Contains(await hub.LinesAsync(queue.Id, Token), line => line == $"Queue crashed: {view.Reason}. {view.Recommendation.Text}");
        string instance = GridRun.InstanceOf(queue.Id, 1);
        await GridHub.UntilAsync(async () => (await hub.Client.GetInstanceAsync(instance, Token))!.RuntimeStatus == OrchestrationRuntimeStatus.Suspended, Token);

        await hub.Service.ResumeAsync(hub.Client, queue.Id, null, Token);
        await hub.EndAsync(1, Token);
        await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Equal([0, 1], hub.Decided);
    }

    [Fact]
    public async Task Look_NobodyBeatAndAutoResume_GoesOnByItself()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token, new PipelineOptions { AutoResumeOnCrash = true });
        QueueRecord queue = await hub.StartedAsync(1, Token);
        await hub.BegunAsync(0, Token);

        hub.Clock.Jump(Dead);
        await hub.Watch.LookAsync(hub.Client, Token);
        await hub.EndAsync(0, Token);

        await hub.InStateAsync(queue.Id, QueueState.Completed, Token);
        Assert.Contains("Queue had crashed (no heartbeat since 2026-01-05 12:00:00Z); it goes on by itself (auto_resume_on_crash)", await hub.LinesAsync(queue.Id, Token));
    }

    [Fact]
    public async Task Look_OrchestrationThatWasTerminated_CrashesAndResumeBeginsAnother()
    {
        await using GridHub hub = await GridHub.StartAsync(azurite.Server, Token);
        QueueRecord queue = await hub.StartedAsync(1, Token);
        await hub.BegunAsync(0, Token);
        string instance = GridRun.InstanceOf(queue.Id, 1);
        await hub.Client.TerminateInstanceAsync(instance, Token);
        await GridHub.UntilAsync(async () => (await hub.Client.GetInstanceAsync(instance, Token))!.IsCompleted, Token);

        await hub.Watch.LookAsync(hub.Client, Token);

        QueueRecord crashed = await hub.InStateAsync(queue.Id, QueueState.Crashed, Token);
        Assert.StartsWith("its orchestration is Terminated", crashed.Reason, StringComparison.Ordinal);
        await hub.Service.ResumeAsync(hub.Client, queue.Id, null, Token);
        await hub.EndAsync(0, Token);
        Assert.Equal(2, (await hub.InStateAsync(queue.Id, QueueState.Completed, Token)).Attempt);
    }
}
