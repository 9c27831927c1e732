using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>Trainers that hang, die, answer twice, late, or too early, as an orchestration sees them.</summary>
public sealed class RemoteTrainerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string One = "one";
    private const string Other = "other";
    private static readonly TimeSpan Silence = FoldScene.Options.SilentAfter;
    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Hangs_AnotherTrains_WhatItAnswersLateChangesNothing()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Gpu);
        MisbehavingTrainer hanging = await TakenAsync(task);
        scene.Clock.Jump(Silence);
        Assert.Empty(await ReviewAsync(task, FoldDevice.Gpu));
        await TrainAsync(task);
        FoldTaskRow trained = await RowAsync(task);
        string? result = await scene.Tasks.FindOutcomeAsync(task.Key, Token);

        QueueOutcome late = await hanging.WakeAsync();

        Assert.Equal((QueueOutcomeKind.Retry, "another try has taken the fold"), (late.Kind, late.Reason));
        Assert.Equal((FoldTaskState.Done, 2, trained.Owner), ((await RowAsync(task)).State, (await RowAsync(task)).Attempts, (await RowAsync(task)).Owner));
        Assert.Equal(result, await scene.Tasks.FindOutcomeAsync(task.Key, Token));
        Assert.Equal(FoldFate.Abandoned, await FateAsync(hanging));
    }

    [Fact]
    public async Task Hangs_ItsTimeIsOver_IsTakenBackBeforeAnotherIsThere()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        MisbehavingTrainer hanging = await TakenAsync(task);
        scene.Clock.Jump(Silence);
        await ReviewAsync(task, FoldDevice.Cpu);

        Assert.Equal(QueueOutcomeKind.Retry, (await hanging.WakeAsync()).Kind);

        Assert.Equal(FoldTaskState.Queued, (await RowAsync(task)).State);
        Assert.Null(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
    }

    [Fact]
    public async Task Hangs_TheOutcomeOfTheNext_SaysWhenItWentSilent()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await TakenAsync(task);
        scene.Clock.Jump(Silence);
        await ReviewAsync(task, FoldDevice.Cpu);

        await TrainAsync(task);

        Assert.Contains("\"notes\":[\"try 1 went silent at 2026-01-05 12:00:00Z\"]", await scene.Tasks.FindOutcomeAsync(task.Key, Token), StringComparison.Ordinal);
    }

    /// <summary>The message of a dead trainer comes back to its queue before any review.</summary>
    [Fact]
    public async Task Dies_ItsMessageComesBack_TheNextTakesOverAndSaysSo()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await TakenAsync(task);
        scene.Clock.Jump(2 * FoldScene.Options.Heartbeat);

        await TrainAsync(task);

        Assert.Equal((FoldTaskState.Done, 2), ((await RowAsync(task)).State, (await RowAsync(task)).Attempts));
        Assert.Equal(["try 1 went silent at 2026-01-05 12:00:00Z"], (await RowAsync(task)).Notes);
    }

    [Fact]
    public async Task Dies_OnAGpu_IsQueuedThereAgain()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Gpu);
        await TakenAsync(task);
        scene.Clock.Jump(Silence);

        await ReviewAsync(task, FoldDevice.Gpu);

        Assert.Equal([task], (await scene.TakeAsync(FoldQueues.Gpu, Token)).Select(FoldTaskMessage.Parse));
        Assert.Empty(await scene.TakeAsync(FoldQueues.Cpu, Token));
    }

    [Fact]
    public async Task Dies_EveryTime_FailsWithTheTriesAndTheirTimes()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);

        FoldAnswer answer = await DieEveryTimeAsync(task);

        Assert.Equal(
            "3 of 3 tries were made and none gave a result: try 1 went silent at 2026-01-05 12:00:00Z; try 2 went silent at 2026-01-05 12:05:00Z; "
            + "try 3 went silent at 2026-01-05 12:10:00Z. A try is given up when it gives no sign for 5 min: its process was killed, ran out of memory or lost the network. "
            + "Look at the log of the trainer at these times (in Azure: az containerapp job execution list), then start it again",
            answer.Failure);
        Assert.Equal(FoldTaskState.Failed, (await RowAsync(task)).State);
        Assert.Empty(await scene.TakeAsync(FoldQueues.Cpu, Token));
    }

    [Fact]
    public async Task Dies_EveryTimeAndNobodyReviews_TheNextTakerEndsItWithTheSame()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        for (int time = 0; time < FoldScene.Options.MaxAttempts; time++)
        {
            await TakenAsync(task);
            scene.Clock.Jump(Silence);
        }

        await TrainAsync(task);

        Assert.Equal(FoldTaskState.Failed, (await RowAsync(task)).State);
        Assert.Contains(
            "none gave a result: try 1 went silent at 2026-01-05 12:00:00Z; try 2 went silent at 2026-01-05 12:05:00Z; try 3 went silent at 2026-01-05 12:10:00Z.",
            (await RowAsync(task)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswersLate_AfterItFailedForGood_StaysFailedAndItsFilesAreNobodys()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        MisbehavingTrainer last = null!;
        await DieEveryTimeAsync(task, trainer => last = trainer);

        await last.WakeAsync();

        Assert.Equal(FoldTaskState.Failed, (await RowAsync(task)).State);
        Assert.Null(await scene.Tasks.FindOutcomeAsync(task.Key, Token));
        Assert.Equal(FoldFate.Abandoned, await FateAsync(last));
    }

    [Fact]
    public async Task Dies_WhoeverLooksAtTheJob_ReadsWhyItWaits()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await TakenAsync(task);
        scene.Clock.Jump(Silence);
        await ReviewAsync(task, FoldDevice.Cpu);
        DateTimeOffset time = DateTimeOffset.UnixEpoch;
        JobStage stage = new("{}", "hash", "data", "plan", 1, time, [new JobFold(1, true, time, time, time, time, task.Key)]);

        JobStageNow now = await new JobFolds(scene.Tasks).NowAsync(stage, withFigures: false, Token);

        Assert.Equal((JobFoldState.Waiting, "try 1 went silent at 2026-01-05 12:00:00Z"), (now.Folds[0].State, now.Folds[0].Note));
    }

    /// <summary>Both saw the same silent row.</summary>
    [Fact]
    public async Task Dies_TwoOrchestrationsWait_OneOfThemMovesItOn()
    {
        FoldTaskMessage task = await DispatchAsync(FoldDevice.Cpu);
        await scene.TakeAsync(FoldQueues.Cpu, Token);
        await TakenAsync(task);
        scene.Clock.Jump(Silence);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => ReviewAsync(task, FoldDevice.Cpu, number % 2 == 0 ? One : Other)));

        Assert.Single(await scene.TakeAsync(FoldQueues.Cpu, Token));
        Assert.Single((await RowAsync(task)).Notes);
    }

    [Fact]
    public async Task AnswersTwice_TheSetEndsAsWithOne()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(2, Token);
        await hub.TrainAsync(folds[0], Token);
        string? result = await hub.Scene.Tasks.FindOutcomeAsync(folds[0].Key, Token);
        await hub.TrainAsync(folds[0], Token);
        await hub.AnswerAsync(Token);
        await hub.ReviewedAsync(Token);
        await hub.HearAsync(folds[0].ToJson(), Token);
        await hub.TrainAsync(folds[1], Token);
        await hub.AnswerAsync(Token);

        Assert.Equal(folds.Select(fold => new FoldAnswer(fold.Number, fold.Key, null)), (await hub.FinishAsync(Token)).ReadOutputAs<FoldAnswer[]>()!);
        Assert.Equal((1, result), ((await hub.Scene.Tasks.FindAsync(folds[0].Key, Token))!.Attempts, await hub.Scene.Tasks.FindOutcomeAsync(folds[0].Key, Token)));
    }

    /// <summary>A hint that is false; the row is the truth.</summary>
    [Fact]
    public async Task AnswersBeforeItIsDone_TheSetGoesOnWaiting()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(1, Token);
        await hub.TakeTasksAsync(Token);
        await hub.HearAsync(folds[0].ToJson(), Token);
        await hub.ReviewedAsync(Token);
        await hub.HearAsync((folds[0] with { Key = new string('0', 64), Number = 7 }).ToJson(), Token);
        await hub.HearAsync((folds[0] with { InstanceId = "nobody" }).ToJson(), Token);
        await Assert.ThrowsAsync<DocumentException>(() => hub.HearAsync("junk", Token));

        Assert.Equal(FoldTaskState.Queued, (await hub.Scene.Tasks.FindAsync(folds[0].Key, Token))!.State);
        Assert.Empty(await hub.TakeTasksAsync(Token));
        await hub.TrainAsync(folds[0], Token);
        await hub.AnswerAsync(Token);
        Assert.Equal([new FoldAnswer(1, folds[0].Key, null)], (await hub.FinishAsync(Token)).ReadOutputAs<FoldAnswer[]>()!);
    }

    private async Task<FoldAnswer> DieEveryTimeAsync(FoldTaskMessage task, Action<MisbehavingTrainer>? tell = null)
    {
        FoldAnswer[] answers = [];
        for (int time = 0; time < FoldScene.Options.MaxAttempts; time++)
        {
            Assert.Empty(answers);
            Assert.Single(await scene.TakeAsync(FoldQueues.Cpu, Token));
            MisbehavingTrainer trainer = await TakenAsync(task);
            tell?.Invoke(trainer);
            scene.Clock.Jump(Silence);
            answers = await ReviewAsync(task, FoldDevice.Cpu);
        }

        return Assert.Single(answers);
    }

    private async Task<FoldTaskMessage> DispatchAsync(FoldDevice device)
    {
        FoldTaskMessage task = (await scene.PlanAsync(Token)) with { InstanceId = One };
        await scene.Activities.DispatchAsync(Look(task, device, One), Token);
        if (device == FoldDevice.Gpu) Assert.Single(await scene.TakeAsync(FoldQueues.Gpu, Token));
        return task;
    }

    private async Task<MisbehavingTrainer> TakenAsync(FoldTaskMessage task)
    {
        MisbehavingTrainer trainer = new(scene);
        await trainer.TakeAsync(task, Token);
        return trainer;
    }

    private async Task<FoldFate> FateAsync(MisbehavingTrainer trainer)
    {
        FoldUse use = await FoldUse.ReadAsync(new RunStore(scene.Accounts.Data), new QueueStore(scene.Accounts.Data, scene.Clock), Token);
        return (await new OrphanFinder(scene.Tasks, use).AskAsync(trainer.Place!.RunId, Token)).Fate;
    }

    private Task<FoldAnswer[]> ReviewAsync(FoldTaskMessage task, FoldDevice device, string instance = One) => scene.Activities.ReviewAsync(Look(task, device, instance), Token);

    private static FoldLook Look(FoldTaskMessage task, FoldDevice device, string instance) => new(instance, [new FoldRef(task.Number, task.Key)], device);

    private Task<QueueOutcome> TrainAsync(FoldTaskMessage task) =>
        scene.Consumer(new ScriptedTrainer((_, _) => Task.CompletedTask)).HandleAsync(FoldScene.Message(task.ToJson()), Token);

    private async Task<FoldTaskRow> RowAsync(FoldTaskMessage task) => (await scene.Tasks.FindAsync(task.Key, Token))!;
}
