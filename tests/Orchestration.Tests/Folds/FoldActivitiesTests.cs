using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

public sealed class FoldActivitiesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Dispatch_OpenAndEnded_SendsTheOpenAndAnswersTheEnded()
    {
        FoldTaskMessage open = await scene.PlanAsync(Token);
        FoldTaskMessage done = await scene.PlanAsync(Token);
        FoldTaskMessage failed = await scene.PlanAsync(Token);
        FoldTaskRow trained = (await scene.Tasks.FindAsync(done.Key, Token))! with { State = FoldTaskState.Done };
        Assert.True(await scene.Tasks.TryFinishAsync(trained, ScriptedTrainer.Result, Token));
        await SetAsync(failed, row => row with { State = FoldTaskState.Failed, Reason = "why" });

        FoldAnswer[] answers = await scene.Activities.DispatchAsync(Look(open, done, failed), Token);

        Assert.Equal([new FoldAnswer(done.Number, done.Key, null), new FoldAnswer(failed.Number, failed.Key, "why")], answers);
        Assert.Equal([open with { InstanceId = "waiting" }], (await scene.TakeAsync(FoldQueues.Gpu, Token)).Select(FoldTaskMessage.Parse));
    }

    [Fact]
    public async Task Dispatch_NoRow_NamesTheFold()
    {
        FoldTaskMessage unknown = new(new string('0', 64), "waiting", 7);

        ServerlessTrainingException error = await Assert.ThrowsAsync<ServerlessTrainingException>(() => scene.Activities.DispatchAsync(Look(unknown), Token));

        Assert.StartsWith("Fold 7 of 'waiting' has no task row", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FoldTaskState.Running, 4, false)]
    [InlineData(FoldTaskState.Running, 5, true)]
    [InlineData(FoldTaskState.Queued, 29, false)]
    [InlineData(FoldTaskState.Queued, 30, true)]
    public async Task Review_AfterSoManyMinutes_SendsAgainWhatIsSilentOrUntaken(FoldTaskState state, int minutes, bool again)
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);
        await SetAsync(task, row => row with { State = state, HeartbeatAt = scene.Clock.GetUtcNow(), DispatchedAt = scene.Clock.GetUtcNow() });
        scene.Clock.Advance(TimeSpan.FromMinutes(minutes));

        Assert.Empty(await scene.Activities.ReviewAsync(Look(task), Token));

        // A dead replica is no lack of GPUs; that nobody takes anything is.
        int[] sent = [(await scene.TakeAsync(FoldQueues.Gpu, Token)).Count, (await scene.TakeAsync(FoldQueues.Cpu, Token)).Count];
        Assert.Equal(!again ? [0, 0] : state == FoldTaskState.Running ? [1, 0] : [0, 1], sent);
        Assert.Equal(again ? FoldTaskState.Queued : state, (await scene.Tasks.FindAsync(task.Key, Token))!.State);
    }

    private static FoldLook Look(params FoldTaskMessage[] tasks) => new("waiting", [.. tasks.Select(task => new FoldRef(task.Number, task.Key))], FoldDevice.Gpu);

    private async Task SetAsync(FoldTaskMessage task, Func<FoldTaskRow, FoldTaskRow> change) =>
        Assert.NotNull(await scene.Tasks.TryUpdateAsync(change((await scene.Tasks.FindAsync(task.Key, Token))!), Token));
}
