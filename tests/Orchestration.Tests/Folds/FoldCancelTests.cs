using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

public sealed class FoldCancelTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string One = "one";
    private const string Other = "other";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Func<FoldAttempt, CancellationToken, Task> Works = (_, _) => Task.CompletedTask;
    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Cancel_Queued_ItsMessageIsDroppedAndNothingTrained()
    {
        FoldTaskMessage task = await PlanAsync();

        Assert.Empty(await CancelAsync(task, One));

        Assert.Equal(FoldTaskState.Cancelled, (await RowAsync(task)).State);
        await AssertDroppedAsync(task);
        Assert.Empty(await scene.TakeAsync(FoldQueues.Results, Token));
    }

    /// <summary>One look is enough: the clock moves by no more.</summary>
    [Fact]
    public async Task Cancel_Running_EndsTheTryAtItsNextLookUncounted()
    {
        FoldTaskMessage task = await PlanAsync();
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<QueueOutcome> handling = HandleAsync(task, async (_, cancellation) =>
        {
            begun.SetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await begun.Task;

        await CancelAsync(task, One);
        scene.Clock.Advance(FoldScene.Options.Look);

        Assert.Equal(QueueOutcomeKind.Done, (await handling.WaitAsync(Patience, TimeProvider.System, Token)).Kind);
        FoldTaskRow row = await RowAsync(task);
        Assert.Equal((FoldTaskState.Cancelled, 0, null), (row.State, row.Attempts, row.Owner));
        Assert.Null(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
    }

    /// <summary>Trainers that heed their token late, or end in that very moment.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(ServerlessTrainingException))]
    public async Task Cancel_RunningTryThatEndsAllTheSame_WritesNothing(Type? failure)
    {
        FoldTaskMessage task = await PlanAsync();

        QueueOutcome outcome = await HandleAsync(task, async (_, _) =>
        {
            await CancelAsync(task, One);
            if (failure is not null) throw (Exception)Activator.CreateInstance(failure)!;
        });

        Assert.Equal(QueueOutcomeKind.Done, outcome.Kind);
        Assert.Equal(FoldTaskState.Cancelled, (await RowAsync(task)).State);
        Assert.Null(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
        Assert.Empty(await scene.TakeAsync(FoldQueues.Results, Token));
    }

    [Fact]
    public async Task Cancel_Trained_AnswersSoAndLeavesTheResult()
    {
        FoldTaskMessage task = await PlanAsync();
        await HandleAsync(task, Works);

        Assert.Equal([new FoldAnswer(task.Number, task.Key, null)], await CancelAsync(task, One));

        Assert.Equal((FoldTaskState.Done, 0), ((await RowAsync(task)).State, (await RowAsync(task)).CancelledFor.Count));
        Assert.NotNull(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
    }

    [Fact]
    public async Task Cancel_FailedForGood_AnswersWithTheReason()
    {
        FoldTaskMessage task = await PlanAsync();
        await HandleAsync(task, (_, _) => throw new ServerlessTrainingException("The fold has no usable row."));

        Assert.Equal([new FoldAnswer(task.Number, task.Key, "The fold has no usable row.")], await CancelAsync(task, One));
    }

    [Fact]
    public async Task Cancel_NoRow_NamesTheFold()
    {
        FoldTaskMessage unknown = new(new string('0', 64), One, 7);

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => CancelAsync(unknown, One));

        Assert.StartsWith("Fold 7 of 'one' has no task row", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_Again_ChangesNothing()
    {
        FoldTaskMessage task = await PlanAsync();
        await CancelAsync(task, One);
        await HandleAsync(task with { InstanceId = Other }, async (_, _) => Assert.Empty(await CancelAsync(task, One)));

        Assert.Equal(FoldTaskState.Done, (await RowAsync(task)).State);
    }

    /// <summary>The note comes between every other write of the try, which must go on all the same.</summary>
    [Fact]
    public async Task Cancel_RunningForAnother_GoesOnForThatOne()
    {
        FoldTaskMessage task = await PlanAsync();

        await HandleAsync(task with { InstanceId = Other }, async (_, _) => await CancelAsync(task, One));

        FoldTaskRow row = await RowAsync(task);
        Assert.Equal((FoldTaskState.Done, Other, One), (row.State, row.Instance, Assert.Single(row.CancelledFor)));
        Assert.NotNull(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
    }

    [Fact]
    public async Task Cancel_OneOfTwoWhileItsTryRuns_TheOtherGetsTheResult()
    {
        FoldTaskMessage task = await PlanAsync();
        await HandleAsync(task, async (_, _) => await CancelAsync(task, One));

        await HandleAsync(task with { InstanceId = Other }, Works);

        Assert.Equal([task with { InstanceId = Other }], (await scene.TakeAsync(FoldQueues.Results, Token)).Select(FoldTaskMessage.Parse));
        Assert.NotNull(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
    }

    /// <summary>The first is noted while the second's try runs. Without the note its message would begin another training for nobody.</summary>
    [Fact]
    public async Task Cancel_BothOfTwo_NobodyTrains()
    {
        FoldTaskMessage task = await PlanAsync();
        FoldTaskMessage other = task with { InstanceId = Other };
        await HandleAsync(other, async (_, _) =>
        {
            await CancelAsync(task, One);
            await CancelAsync(task, Other);
        });

        await AssertDroppedAsync(task);
        await AssertDroppedAsync(other);
        Assert.Equal(FoldTaskState.Cancelled, (await RowAsync(task)).State);
    }

    [Theory]
    [InlineData(One)]
    [InlineData(Other)]
    public async Task Dispatch_Cancelled_IsTrainedAgain(string instance)
    {
        FoldTaskMessage task = await PlanAsync();
        await CancelAsync(task, One);

        Assert.Empty(await scene.Activities.DispatchAsync(Look(task, instance), Token));

        Assert.Equal(FoldTaskState.Queued, (await RowAsync(task)).State);
        FoldTaskMessage sent = FoldTaskMessage.Parse(Assert.Single(await scene.TakeAsync(FoldQueues.Cpu, Token)));
        await HandleAsync(sent, Works);
        Assert.Equal(FoldTaskState.Done, (await RowAsync(task)).State);
    }

    [Fact]
    public async Task Dispatch_ByAnother_DoesNotReviveMessagesOfTheOneThatGaveUp()
    {
        FoldTaskMessage task = await PlanAsync();
        await CancelAsync(task, One);

        await scene.Activities.DispatchAsync(Look(task, Other), Token);

        await AssertDroppedAsync(task);
    }

    [Fact]
    public async Task Dispatch_AgainWhileATryForAnotherRuns_TakesTheNoteBack()
    {
        FoldTaskMessage task = await PlanAsync();
        await HandleAsync(task with { InstanceId = Other }, async (_, _) =>
        {
            await CancelAsync(task, One);
            await scene.Activities.DispatchAsync(Look(task, One), Token);
        });

        FoldTaskRow row = await RowAsync(task);
        Assert.Equal((FoldTaskState.Done, 0), (row.State, row.CancelledFor.Count));
    }

    /// <summary>The other's message was lost.</summary>
    [Fact]
    public async Task Review_CancelledByAnotherAndUntakenForLong_SendsAgain()
    {
        FoldTaskMessage task = await PlanAsync();
        await scene.Activities.DispatchAsync(Look(task, Other), Token);
        await scene.TakeAsync(FoldQueues.Cpu, Token);
        await CancelAsync(task, One);
        scene.Clock.Advance(FoldScene.Options.UntakenAfter);

        await scene.Activities.ReviewAsync(Look(task, Other), Token);

        Assert.Equal([task with { InstanceId = Other }], (await scene.TakeAsync(FoldQueues.Cpu, Token)).Select(FoldTaskMessage.Parse));
    }

    [Fact]
    public async Task Handle_ProcessIsToEndAfterAnotherGaveUp_GivesTheFoldBack()
    {
        FoldTaskMessage task = await PlanAsync();
        using CancellationTokenSource stop = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Consumer(new ScriptedTrainer(async (_, cancellation) =>
        {
            await CancelAsync(task, Other);
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        })).HandleAsync(FoldScene.Message(task.ToJson()), stop.Token));

        FoldTaskRow row = await RowAsync(task);
        Assert.Equal((FoldTaskState.Queued, 0, Other), (row.State, row.Attempts, Assert.Single(row.CancelledFor)));
    }

    [Fact]
    public async Task TryUpdateClaim_NotedMeanwhile_KeepsTheNote()
    {
        FoldTaskMessage task = await PlanAsync();
        FoldTaskRow claim = (await scene.Tasks.TryUpdateAsync(await RowAsync(task) with { State = FoldTaskState.Running, Owner = "try", Instance = One }, Token))!;
        await CancelAsync(task, Other);

        Assert.NotNull(await scene.Tasks.TryUpdateClaimAsync(claim with { Progress = 0.5 }, Token));

        FoldTaskRow row = await RowAsync(task);
        Assert.Equal((0.5, Other), (row.Progress, Assert.Single(row.CancelledFor)));
    }

    [Fact]
    public async Task Reopen_Cancelled_IsNothingToDo()
    {
        FoldTaskMessage task = await PlanAsync();
        await CancelAsync(task, One);

        Assert.True(await scene.Tasks.ReopenAsync(task.Key, Token));

        Assert.Equal(FoldTaskState.Cancelled, (await RowAsync(task)).State);
    }

    private static FoldLook Look(FoldTaskMessage task, string instance) => new(instance, [new FoldRef(task.Number, task.Key)], FoldDevice.Cpu);

    private async Task<FoldTaskMessage> PlanAsync() => await scene.PlanAsync(Token) with { InstanceId = One };

    private async Task<FoldTaskRow> RowAsync(FoldTaskMessage task) => (await scene.Tasks.FindAsync(task.Key, Token))!;

    private Task<FoldAnswer[]> CancelAsync(FoldTaskMessage task, string instance) => scene.Activities.CancelAsync(Look(task, instance), Token);

    private Task<QueueOutcome> HandleAsync(FoldTaskMessage task, Func<FoldAttempt, CancellationToken, Task> script) =>
        scene.Consumer(new ScriptedTrainer(script)).HandleAsync(FoldScene.Message(task.ToJson()), Token);

    private async Task AssertDroppedAsync(FoldTaskMessage task)
    {
        ScriptedTrainer trainer = new(Works);
        QueueOutcome outcome = await scene.Consumer(trainer).HandleAsync(FoldScene.Message(task.ToJson()), Token);
        Assert.Equal(QueueOutcomeKind.Done, outcome.Kind);
        Assert.Empty(trainer.Attempts);
    }
}
