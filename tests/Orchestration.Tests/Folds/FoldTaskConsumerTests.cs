using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

public sealed class FoldTaskConsumerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly Func<FoldAttempt, CancellationToken, Task> Works = (_, _) => Task.CompletedTask;
    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Handle_GoodTask_WritesTheResultAndAnswers()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);

        QueueOutcome outcome = await HandleAsync(Works, task);

        Assert.Equal(QueueOutcomeKind.Done, outcome.Kind);
        FoldTaskRow row = (await scene.Tasks.FindAsync(task.Key, Token))!;
        Assert.Equal((FoldTaskState.Done, 1), (row.State, row.Attempts));
        Assert.Contains("\"accuracy\":0.5", await scene.Tasks.FindOutcomeAsync(task.Key, Token), StringComparison.Ordinal);
        Assert.Equal([task], (await scene.TakeAsync(FoldQueues.Results, Token)).Select(FoldTaskMessage.Parse));
    }

    [Fact]
    public async Task Handle_SameTaskAgain_AnswersWithoutTraining()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);
        await HandleAsync(Works, task);
        ScriptedTrainer trainer = new(Works);

        await scene.Consumer(trainer).HandleAsync(FoldScene.Message(task.ToJson()), Token);

        Assert.Empty(trainer.Attempts);
        Assert.Equal(2, (await scene.TakeAsync(FoldQueues.Results, Token)).Count);
    }

    [Theory]
    [InlineData("junk", "1:1 this is not JSON")]
    [InlineData("""{"schema":1,"key":"0000000000000000000000000000000000000000000000000000000000000000","instance_id":"i","number":1}""", "no fold is known under the key '000000")]
    public async Task Handle_MalformedOrUnknown_IsParkedWithTheReason(string body, string reason)
    {
        QueueOutcome outcome = await scene.Consumer(new ScriptedTrainer(Works)).HandleAsync(FoldScene.Message(body), Token);

        Assert.Equal(QueueOutcomeKind.Park, outcome.Kind);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handle_TrainerThrowsEachTime_FailsForGoodAfterTheLastAttempt()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);
        static Task Boom(FoldAttempt attempt, CancellationToken cancellation) => throw new InvalidOperationException($"boom {attempt.Number}");

        QueueOutcome[] outcomes = [await HandleAsync(Boom, task), await HandleAsync(Boom, task), await HandleAsync(Boom, task)];

        Assert.Equal([QueueOutcomeKind.Retry, QueueOutcomeKind.Retry, QueueOutcomeKind.Done], outcomes.Select(outcome => outcome.Kind));
        FoldTaskRow row = (await scene.Tasks.FindAsync(task.Key, Token))!;
        Assert.Equal((FoldTaskState.Failed, "try 3 of 3 failed: boom 3"), (row.State, row.Reason));
        Assert.Single(await scene.TakeAsync(FoldQueues.Results, Token));
    }

    [Fact]
    public async Task Handle_TrainerSaysItCannotBe_FailsAtOnceWithItsWords()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);

        await HandleAsync((_, _) => throw new ServerlessTrainingException("The fold has no usable row."), task);

        FoldTaskRow row = (await scene.Tasks.FindAsync(task.Key, Token))!;
        Assert.Equal((FoldTaskState.Failed, 1, "The fold has no usable row."), (row.State, row.Attempts, row.Reason));
    }

    [Fact]
    public async Task Handle_WorkOfAnotherVersion_ComesBackLaterAndIsNotCounted()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token, version: "0.0.9");
        ScriptedTrainer trainer = new(Works);

        QueueOutcome outcome = await scene.Consumer(trainer).HandleAsync(FoldScene.Message(task.ToJson()), Token);

        Assert.Equal(QueueOutcomeKind.Later, outcome.Kind);
        Assert.Equal($"fold '{task.Key}' is for version 0.0.9, this is {BuildInfo.Version}", outcome.Reason);
        Assert.Empty(trainer.Attempts);
        Assert.Equal(0, (await scene.Tasks.FindAsync(task.Key, Token))!.Attempts);
    }

    [Fact]
    public async Task Handle_AnotherTryIsAlive_ComesBackLater()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);
        ScriptedTrainer second = new(Works);
        QueueOutcome? meanwhile = null;

        await HandleAsync(async (_, _) => meanwhile = await scene.Consumer(second).HandleAsync(FoldScene.Message(task.ToJson()), Token), task);

        Assert.Equal(QueueOutcomeKind.Later, meanwhile!.Kind);
        Assert.Empty(second.Attempts);
    }

    /// <summary>A process that stood still past its time and goes on must overwrite nothing.</summary>
    [Fact]
    public async Task Handle_PausedPastItsTime_WritesNothing()
    {
        for (int round = 0; round < 50; round++)
        {
            FoldTaskMessage task = await scene.PlanAsync(Token);
            QueueOutcome outcome = await HandleAsync(
                async (_, _) =>
                {
                    // The clock of everybody else goes on while this one's timers do not fire.
                    scene.Clock.Jump(TimeSpan.FromMinutes(6));
                    await HandleAsync(Works, task);
                },
                task);

            Assert.Equal((QueueOutcomeKind.Retry, "another try has taken the fold"), (outcome.Kind, outcome.Reason));
            Assert.Equal((FoldTaskState.Done, 2), ((await scene.Tasks.FindAsync(task.Key, Token))!.State, (await scene.Tasks.FindAsync(task.Key, Token))!.Attempts));
        }
    }

    [Fact]
    public async Task Handle_ClaimIsTakenWhileTraining_CancelsTheTraining()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);
        TaskCompletionSource begun = new();
        Task<QueueOutcome> handling = HandleAsync(
            async (_, cancellation) =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
            },
            task);
        await begun.Task;
        FoldTaskRow row = (await scene.Tasks.FindAsync(task.Key, Token))!;
        await scene.Tasks.TryUpdateAsync(row with { State = FoldTaskState.Queued }, Token);

        await scene.Clock.AdvanceUntilAsync(handling, Token);

        Assert.Equal(QueueOutcomeKind.Retry, (await handling).Kind);
    }

    [Fact]
    public async Task Handle_ProcessIsToEnd_GivesTheFoldBackUncounted()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);
        using CancellationTokenSource stop = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Consumer(new ScriptedTrainer(async (_, cancellation) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, cancellation);
        })).HandleAsync(FoldScene.Message(task.ToJson()), stop.Token));

        FoldTaskRow row = (await scene.Tasks.FindAsync(task.Key, Token))!;
        Assert.Equal((FoldTaskState.Queued, 0), (row.State, row.Attempts));
    }

    private Task<QueueOutcome> HandleAsync(Func<FoldAttempt, CancellationToken, Task> script, FoldTaskMessage task) =>
        scene.Consumer(new ScriptedTrainer(script)).HandleAsync(FoldScene.Message(task.ToJson()), Token);
}
