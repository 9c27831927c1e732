using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Functions.Queues;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>A task hub with fold sets, whose trainer and whose clock are the test's.</summary>
internal sealed class FoldHub : IAsyncDisposable
{
    public const string Instance = "set";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static int names;
    private readonly SemaphoreSlim dispatched = new(0);
    private readonly SemaphoreSlim reviewed = new(0);
    private readonly SemaphoreSlim cancelled = new(0);
    private TaskHub hub = null!;

    private FoldHub(AzuriteServer azurite) => Scene = new FoldScene(azurite);

    public FoldScene Scene { get; }

    public string Name { get; } = $"Folds{Interlocked.Increment(ref names)}";

    public static async Task<FoldHub> StartAsync(AzuriteServer azurite, CancellationToken cancellation)
    {
        FoldHub started = new(azurite);
        await started.Scene.CreateAsync(cancellation);
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddOrchestrator(FoldSetOrchestrator.Name, async context => await FoldSetOrchestrator.RunAsync(context, context.GetInput<FoldSet>()!))
            .AddActivity(FoldActivities.Dispatch, Told(started.dispatched, started.Scene.Activities.DispatchAsync))
            .AddActivity(FoldActivities.Review, Told(started.reviewed, started.Scene.Activities.ReviewAsync))
            .AddActivity(FoldActivities.Cancel, Told(started.cancelled, started.Scene.Activities.CancelAsync));
        started.hub = await TaskHub.StartAsync(
            new TaskHubOptions { HubName = started.Name }, functions, started.Scene.Accounts.Data, NullLoggerFactory.Instance, started.Scene.Clock, cancellation);
        return started;
    }

    /// <summary>Plans folds and starts a set of them; back when their messages are put.</summary>
    public async Task<IReadOnlyList<FoldTaskMessage>> BeginAsync(int folds, CancellationToken cancellation, FoldDevice device = FoldDevice.Cpu)
    {
        FoldRef[] planned = new FoldRef[folds];
        await Parallel.ForAsync(0, folds, cancellation, async (i, token) => planned[i] = new FoldRef(i + 1, (await Scene.PlanAsync(token)).Key));
        await StartSetAsync(planned, cancellation, device);
        await WaitAsync(dispatched, cancellation);
        return [.. planned.Select(fold => new FoldTaskMessage(fold.Key, Instance, fold.Number))];
    }

    public async Task StartSetAsync(IReadOnlyList<FoldRef> folds, CancellationToken cancellation, FoldDevice device = FoldDevice.Cpu) =>
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            FoldSetOrchestrator.Name,
            new FoldSet(folds, device, ReviewAfter: FoldScene.Options.SilentAfter, ReviewAtMost: 2 * FoldScene.Options.SilentAfter),
            new StartOrchestrationOptions(Instance),
            cancellation);

    /// <summary>All task messages that lie in the queue now.</summary>
    public async Task<IReadOnlyList<FoldTaskMessage>> TakeTasksAsync(CancellationToken cancellation, FoldDevice device = FoldDevice.Cpu)
    {
        List<FoldTaskMessage> taken = [];
        while (await Scene.TakeAsync(FoldQueues.For(device), cancellation) is { Count: > 0 } some) taken.AddRange(some.Select(FoldTaskMessage.Parse));
        return taken;
    }

    /// <summary>As a trainer takes the message; its answer lies in the result queue then.</summary>
    public async Task TrainAsync(FoldTaskMessage task, CancellationToken cancellation, Exception? failure = null)
    {
        ScriptedTrainer trainer = new((_, _) => failure is null ? Task.CompletedTask : Task.FromException(failure));
        QueueOutcome outcome = await Scene.Consumer(trainer).HandleAsync(FoldScene.Message(task.ToJson()), cancellation);
        Assert.Equal(QueueOutcomeKind.Done, outcome.Kind);
    }

    /// <summary>As the product's function takes the answers.</summary>
    public async Task AnswerAsync(CancellationToken cancellation)
    {
        while (await Scene.TakeAsync(FoldQueues.Results, cancellation) is { Count: > 0 } some)
        {
            foreach (string message in some) await FoldResultsFunction.RunAsync(message, hub.Client, cancellation);
        }
    }

    /// <summary>The fold is trained and its answer arrives, for tests of many: without the way through the queues.</summary>
    public async Task EndAsync(FoldTaskMessage task, CancellationToken cancellation)
    {
        FoldTaskRow row = (await Scene.Tasks.FindAsync(task.Key, cancellation))!;
        Assert.True(await Scene.Tasks.TryFinishAsync(row with { State = FoldTaskState.Done }, ScriptedTrainer.Result, cancellation));
        await hub.Client.RaiseEventAsync(Instance, task.EventName, eventPayload: null, cancellation);
    }

    /// <summary>The answers never arrive.</summary>
    public async Task LoseAnswersAsync(CancellationToken cancellation) => Assert.NotEmpty(await Scene.TakeAsync(FoldQueues.Results, cancellation));

    /// <summary>As a trainer that takes the fold and dies.</summary>
    public async Task ClaimAsync(FoldTaskMessage task, CancellationToken cancellation)
    {
        FoldTaskRow row = (await Scene.Tasks.FindAsync(task.Key, cancellation))!;
        FoldTaskRow claim = row with { State = FoldTaskState.Running, Attempts = 1, Owner = FoldTaskStore.NewOwner(), HeartbeatAt = Scene.Clock.GetUtcNow() };
        Assert.NotNull(await Scene.Tasks.TryUpdateAsync(claim, cancellation));
    }

    /// <summary>Moves the clock to the first review; back when it was made.</summary>
    public Task ReviewAsync(CancellationToken cancellation) => ReviewAsync(FoldScene.Options.SilentAfter, cancellation);

    /// <summary>Moves the clock to the review that is due in so long; back when it was made.</summary>
    public async Task ReviewAsync(TimeSpan pause, CancellationToken cancellation)
    {
        await Scene.Clock.WhenTimerIsDueInAsync(pause, cancellation);
        Scene.Clock.Advance(pause);
        await ReviewedAsync(cancellation);
    }

    /// <summary>As the product's function takes one message.</summary>
    public Task HearAsync(string message, CancellationToken cancellation) => FoldResultsFunction.RunAsync(message, hub.Client, cancellation);

    /// <summary>Completes once for every review.</summary>
    public Task ReviewedAsync(CancellationToken cancellation) => WaitAsync(reviewed, cancellation);

    public Task StopAsync(CancellationToken cancellation) => hub.Client.RaiseEventAsync(Instance, FoldSetOrchestrator.StopEvent, eventPayload: null, cancellation);

    public async Task<OrchestrationMetadata> FinishAsync(CancellationToken cancellation) =>
        await hub.Client.WaitForInstanceCompletionAsync(Instance, getInputsAndOutputs: true, cancellation).WaitAsync(Patience, TimeProvider.System, cancellation);

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        dispatched.Dispose();
        reviewed.Dispose();
        cancelled.Dispose();
    }

    private static ActivityBody Told(SemaphoreSlim done, Func<FoldLook, CancellationToken, Task<FoldAnswer[]>> activity) => async (call, cancellation) =>
    {
        FoldAnswer[] answers = await activity(JsonSerializer.Deserialize<FoldLook>(call.SerializedInput!, JsonSerializerOptions.Web)!, cancellation);
        done.Release();
        return answers;
    };

    private static async Task WaitAsync(SemaphoreSlim one, CancellationToken cancellation) =>
        Assert.True(await one.WaitAsync(Patience, cancellation), "The orchestration did not come to its activity.");
}
