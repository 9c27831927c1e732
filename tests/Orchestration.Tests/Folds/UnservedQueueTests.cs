using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>Tasks that nobody takes: of a queue that is long, and of one that nobody serves.</summary>
public sealed class UnservedQueueTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string One = "one";

    // Of a trainer that is to beat at its next one: its write takes a moment, and the clock is moved meanwhile.
    private const int MostLooks = 300;
    private static readonly TimeSpan Wait = FoldScene.Options.UntakenAfter;
    private static readonly Func<FoldAttempt, CancellationToken, Task> Works = (_, _) => Task.CompletedTask;
    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task NoGpu_GoesToTheCpusAndIsTrainedThere()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(1, Token, FoldDevice.Gpu);
        Assert.Empty(await hub.TakeTasksAsync(Token));
        foreach (int minutes in (int[])[5, 10, 10, 10]) await hub.ReviewAsync(TimeSpan.FromMinutes(minutes), Token);

        FoldTaskMessage moved = Assert.Single(await hub.TakeTasksAsync(Token));
        await hub.TrainAsync(moved, Token);
        await hub.AnswerAsync(Token);

        Assert.Equal([new FoldAnswer(1, folds[0].Key, null)], (await hub.FinishAsync(Token)).ReadOutputAs<FoldAnswer[]>()!);
        Assert.Contains(
            "\"notes\":[\"nobody took it from fold-tasks-gpu in the 35 min since 2026-01-05 12:00:00Z; it went to fold-tasks-cpu\"]",
            await hub.Scene.Tasks.FindOutcomeAsync(folds[0].Key, Token), StringComparison.Ordinal);
    }

    /// <summary>A GPU comes at last and finds the old message: it may train it or find it trained, and the first result counts.</summary>
    [Fact]
    public async Task NoGpuUntilItWasTrained_TheOldMessageDoesNoHarm()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Gpu);
        await ReviewAfterAsync(Wait, task, FoldDevice.Gpu);
        await TrainAsync(task, FoldDevice.Cpu);
        string? result = await scene.Tasks.FindOutcomeAsync(task.Key, Token);
        ScriptedTrainer gpu = new(Works);

        foreach (string old in await scene.TakeAsync(FoldQueues.Gpu, Token)) await scene.Consumer(gpu).Of(FoldDevice.Gpu).HandleAsync(FoldScene.Message(old), Token);

        Assert.Empty(gpu.Attempts);
        Assert.Equal(result, await scene.Tasks.FindOutcomeAsync(task.Key, Token));
    }

    [Fact]
    public async Task MovedToTheCpus_WhatIsSilentOrUntakenThereStaysThere()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Gpu);
        await scene.TakeAsync(FoldQueues.Gpu, Token);
        await ReviewAfterAsync(Wait, task, FoldDevice.Gpu);
        await new MisbehavingTrainer(scene).TakeAsync(task, Token);
        await ReviewAfterAsync(FoldScene.Options.SilentAfter, task, FoldDevice.Gpu);
        await ReviewAfterAsync(Wait, task, FoldDevice.Gpu);

        Assert.Equal(3, (await scene.TakeAsync(FoldQueues.Cpu, Token)).Count);
        Assert.Empty(await scene.TakeAsync(FoldQueues.Gpu, Token));
        Assert.Equal(FoldQueues.Cpu, (await RowAsync(task)).Queue);
    }

    [Fact]
    public async Task NobodyAnywhere_FailsWithTheQueuesAndSinceWhen()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Gpu);

        Assert.Empty(await ReviewAfterAsync(Wait, task, FoldDevice.Gpu));
        Assert.Empty(await ReviewAfterAsync(Wait, task, FoldDevice.Gpu));
        FoldAnswer answer = Assert.Single(await ReviewAfterAsync(Wait, task, FoldDevice.Gpu));

        Assert.Equal(
            "nobody has taken it: on fold-tasks-gpu since 2026-01-05 12:00:00Z, on fold-tasks-cpu since 2026-01-05 12:30:00Z, and no trainer of its version took anything else "
            + "from there in 3 dispatches. See that a trainer runs (locally: ./st health; in Azure: az containerapp job execution list), then start it again",
            answer.Failure);
        Assert.Equal(FoldTaskState.Failed, (await RowAsync(task)).State);
    }

    /// <summary>One trainer and many folds: each time it takes another one.</summary>
    [Fact]
    public async Task LongQueue_ALivingTrainer_WaitsAsLongAsItTakes()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        for (int time = 0; time < 3 * FoldScene.Options.MaxAttempts; time++)
        {
            await TrainAsync(await scene.PlanAsync(Token), FoldDevice.Cpu);
            Assert.Empty(await ReviewAfterAsync(Wait, task, FoldDevice.Cpu));
        }

        Assert.Equal((FoldTaskState.Queued, 0), ((await RowAsync(task)).State, (await RowAsync(task)).LostDispatches));
    }

    /// <summary>It takes nothing for hours, but it beats.</summary>
    [Fact]
    public async Task LongQueue_TheTrainerIsBusyWithOneFold_WaitsAsLongAsItTakes()
    {
        FoldTaskMessage before = await scene.PlanAsync(Token);
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedTrainer trainer = new((_, _) =>
        {
            begun.TrySetResult();
            return release.Task;
        });
        Task handling = scene.Consumer(trainer).Of(FoldDevice.Cpu).HandleAsync(FoldScene.Message(before.ToJson()), Token);
        await begun.Task;
        for (int time = 0; time < 2 * FoldScene.Options.MaxAttempts; time++)
        {
            DateTimeOffset? sign = await SignAsync(FoldQueues.Cpu);
            scene.Clock.Jump(Wait - FoldScene.Options.Heartbeat);
            await BeatAsync(handling, sign);
            scene.Clock.Jump(FoldScene.Options.Heartbeat);
            Assert.Empty(await scene.Activities.ReviewAsync(Look(task, FoldDevice.Cpu), Token));
        }

        release.SetResult();
        await handling;
        Assert.Equal(FoldTaskState.Queued, (await RowAsync(task)).State);
    }

    [Fact]
    public async Task Served_OnceInTheMiddle_TheCountBeginsAnew()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await ReviewAfterAsync(Wait, task, FoldDevice.Cpu);
        await ReviewAfterAsync(Wait, task, FoldDevice.Cpu);
        await TrainAsync(await scene.PlanAsync(Token), FoldDevice.Cpu);

        await ReviewAfterAsync(Wait, task, FoldDevice.Cpu);
        Assert.Empty(await ReviewAfterAsync(Wait, task, FoldDevice.Cpu));

        Assert.Equal(1, (await RowAsync(task)).LostDispatches);
    }

    [Fact]
    public async Task Served_TheOtherQueue_SaysNothingOfThisOne()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await TrainAsync(await scene.PlanAsync(Token), FoldDevice.Gpu);

        await ReviewAfterAsync(Wait, task, FoldDevice.Cpu);

        Assert.Equal(1, (await RowAsync(task)).LostDispatches);
    }

    /// <summary>A trainer of this version takes folds of this version alone.</summary>
    [Fact]
    public async Task Served_ByAnotherVersion_SaysNothingOfThisOne()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu, version: "0.0.9");
        await TrainAsync(await scene.PlanAsync(Token), FoldDevice.Cpu);
        await TrainAsync(task, FoldDevice.Cpu);

        await ReviewAfterAsync(Wait, task, FoldDevice.Cpu);

        Assert.Equal(1, (await RowAsync(task)).LostDispatches);
    }

    /// <summary>An upgrade took the trainers of the old version away: whoever comes after them says so, instead of letting it lie.</summary>
    [Fact]
    public async Task PlannedByAnOlderVersion_IsGivenUpWhenItsTrainersAreGone()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu, version: "0.0.8");
        scene.Clock.Jump(TimeSpan.FromMinutes(1));
        await scene.Tasks.GiveSignAsync(FoldQueues.Cpu, "0.0.8", scene.Clock.GetUtcNow(), Token);
        scene.Clock.Jump(FoldScene.Options.SilentAfter - TimeSpan.FromSeconds(1));
        Assert.Equal(QueueOutcomeKind.Later, (await TrainAsync(task, FoldDevice.Cpu)).Kind);
        Assert.Equal(FoldTaskState.Queued, (await RowAsync(task)).State);
        scene.Clock.Jump(TimeSpan.FromSeconds(1));

        Assert.Equal(QueueOutcome.Done, await TrainAsync(task, FoldDevice.Cpu));

        FoldAnswer answer = Assert.Single(await scene.Activities.ReviewAsync(Look(task, FoldDevice.Cpu), Token));
        Assert.Equal(
            "it was planned by version 0.0.8 of the program, which no trainer on fold-tasks-cpu has any more (last sign 2026-01-05 12:01:00Z); "
            + $"this is version {BuildInfo.Version}. Start it again, and it is planned anew",
            answer.Failure);
        Assert.Equal(0, (await RowAsync(task)).Attempts);
    }

    /// <summary>A trainer of the old version that still trains beats; one that died does not.</summary>
    [Fact]
    public async Task TakenByAnOlderVersion_IsGivenUpWhenThatFallsSilent()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu, version: "0.0.7");
        scene.Clock.Jump(Wait);
        FoldTaskRow row = await RowAsync(task);
        await scene.Tasks.TryUpdateAsync(
            row with { State = FoldTaskState.Running, Attempts = 1, Owner = FoldTaskStore.NewOwner(), Instance = One, HeartbeatAt = scene.Clock.GetUtcNow() }, Token);
        Assert.Equal(QueueOutcomeKind.Later, (await TrainAsync(task, FoldDevice.Cpu)).Kind);
        Assert.Equal(FoldTaskState.Running, (await RowAsync(task)).State);
        scene.Clock.Jump(FoldScene.Options.SilentAfter);

        Assert.Equal(QueueOutcome.Done, await TrainAsync(task, FoldDevice.Cpu));

        FoldTaskRow ended = await RowAsync(task);
        Assert.Equal((FoldTaskState.Failed, "try 1 went silent at 2026-01-05 12:30:00Z"), (ended.State, ended.LastNote));
    }

    /// <summary>In an upgrade the trainers of the new version may come later than its orchestrations; who is of no known version may be either.</summary>
    [Theory]
    [InlineData("99.0.0")]
    [InlineData("nightly")]
    public async Task PlannedByANewerVersion_WaitsForItsTrainers(string version)
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu, version);
        scene.Clock.Jump(Wait);

        Assert.Equal(QueueOutcomeKind.Later, (await TrainAsync(task, FoldDevice.Cpu)).Kind);

        Assert.Equal(FoldTaskState.Queued, (await RowAsync(task)).State);
    }

    [Fact]
    public async Task Taken_ByATrainerThatDies_TheCountBeginsAnew()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await ReviewAfterAsync(Wait, task, FoldDevice.Cpu);
        await ReviewAfterAsync(Wait, task, FoldDevice.Cpu);
        await new MisbehavingTrainer(scene).TakeAsync(task, Token);

        await ReviewAfterAsync(FoldScene.Options.SilentAfter, task, FoldDevice.Cpu);
        Assert.Empty(await ReviewAfterAsync(Wait, task, FoldDevice.Cpu));

        Assert.Equal(1, (await RowAsync(task)).LostDispatches);
    }

    /// <summary>A GPU's replica that is stopped after hours hands its fold back: nobody could have taken it meanwhile.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GivenBackAfterHours_WaitsFromThen(bool stopped)
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Gpu);
        await scene.TakeAsync(FoldQueues.Gpu, Token);
        Assert.NotNull(await scene.Tasks.TryUpdateAsync((await RowAsync(task)) with { LostDispatches = 2 }, Token));
        using CancellationTokenSource stop = new();
        ScriptedTrainer trainer = new(async (_, cancellation) =>
        {
            scene.Clock.Jump(TimeSpan.FromHours(2));
            if (!stopped) throw new InvalidOperationException("boom");
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        Task handling = scene.Consumer(trainer).HandleAsync(FoldScene.Message(task.ToJson()), stop.Token);
        if (stopped) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => handling);
        else await handling;

        await ReviewAfterAsync(Wait / 2, task, FoldDevice.Gpu);

        FoldTaskRow row = await RowAsync(task);
        Assert.Equal((FoldTaskState.Queued, FoldQueues.Gpu, 0, 0), (row.State, row.Queue, row.Notes.Count, row.LostDispatches));
        Assert.Empty(await scene.TakeAsync(FoldQueues.Cpu, Token));
    }

    /// <summary>A laptop wakes: all that was due in the night is due at once, for each of those who wait.</summary>
    [Fact]
    public async Task Asleep_ANight_CountsAsOneDispatch()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await scene.TakeAsync(FoldQueues.Cpu, Token);
        scene.Clock.Jump(TimeSpan.FromHours(9));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => scene.Activities.ReviewAsync(Look(task, FoldDevice.Cpu) with { InstanceId = $"set {number}" }, Token)));

        Assert.Equal((FoldTaskState.Queued, 1), ((await RowAsync(task)).State, (await RowAsync(task)).LostDispatches));
        Assert.Single(await scene.TakeAsync(FoldQueues.Cpu, Token));
    }

    [Fact]
    public async Task Cancelled_AndAskedForAgain_TheCountBeginsAnewWhereItIsWanted()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Gpu);
        await ReviewAfterAsync(Wait, task, FoldDevice.Gpu);
        await scene.Activities.CancelAsync(Look(task, FoldDevice.Gpu), Token);
        scene.Clock.Jump(TimeSpan.FromDays(1));

        await scene.Activities.DispatchAsync(Look(task, FoldDevice.Gpu), Token);

        FoldTaskRow row = await RowAsync(task);
        Assert.Equal((FoldTaskState.Queued, 0, FoldQueues.Gpu), (row.State, row.LostDispatches, row.Queue));
        Assert.Equal(2, (await scene.TakeAsync(FoldQueues.Gpu, Token)).Count);
    }

    /// <summary>Somebody took its result away while another waits: he must not wait for a message that nobody put.</summary>
    [Fact]
    public async Task ReopenedWhileSomebodyWaits_IsDispatchedByTheReview()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await scene.TakeAsync(FoldQueues.Cpu, Token);
        await TrainAsync(task, FoldDevice.Cpu);
        await scene.Tasks.ReopenAsync(task.Key, Token);

        Assert.Empty(await scene.Activities.ReviewAsync(Look(task, FoldDevice.Cpu), Token));

        Assert.Single(await scene.TakeAsync(FoldQueues.Cpu, Token));
    }

    private static FoldLook Look(FoldTaskMessage task, FoldDevice device) => new(One, [new FoldRef(task.Number, task.Key)], device);

    private async Task<FoldTaskMessage> DispatchAsync(FoldDevice device, string? version = null)
    {
        FoldTaskMessage task = (await scene.PlanAsync(Token, version)) with { InstanceId = One };
        await scene.Activities.DispatchAsync(Look(task, device), Token);
        return task;
    }

    private Task<FoldAnswer[]> ReviewAfterAsync(TimeSpan time, FoldTaskMessage task, FoldDevice device)
    {
        scene.Clock.Jump(time);
        return scene.Activities.ReviewAsync(Look(task, device), Token);
    }

    private Task<QueueOutcome> TrainAsync(FoldTaskMessage task, FoldDevice device) =>
        scene.Consumer(new ScriptedTrainer(Works)).Of(device).HandleAsync(FoldScene.Message(task.ToJson()), Token);

    private Task<DateTimeOffset?> SignAsync(string queue) => scene.Tasks.FindSignAsync(queue, BuildInfo.Version, Token);

    /// <summary>Lets the trainer look at its row until its queue has another sign than before.</summary>
    private async Task BeatAsync(Task handling, DateTimeOffset? before)
    {
        for (int look = 0; await SignAsync(FoldQueues.Cpu) == before; look++)
        {
            Assert.False(handling.IsCompleted);
            Assert.True(look < MostLooks, "The trainer gave no sign.");
            await scene.Clock.WhenTimerIsDueInAsync(FoldScene.Options.Look, Token);
            scene.Clock.Advance(FoldScene.Options.Look);
        }
    }

    private async Task<FoldTaskRow> RowAsync(FoldTaskMessage task) => (await scene.Tasks.FindAsync(task.Key, Token))!;
}
