using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Tests.Replay;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

public sealed class FoldSetOrchestratorTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int MostEvents = 2000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_EveryFoldAnswered_GivesTheAnswersInTheOrderOfTheSet()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(3, Token);
        Assert.Equal(folds, (await hub.TakeTasksAsync(Token)).OrderBy(task => task.Number));
        foreach (FoldTaskMessage task in folds.Reverse())
        {
            await hub.TrainAsync(task, Token);
            await hub.AnswerAsync(Token);
        }

        OrchestrationMetadata end = await hub.FinishAsync(Token);

        Assert.Equal(folds.Select(fold => new FoldAnswer(fold.Number, fold.Key, null)), end.ReadOutputAs<FoldAnswer[]>());
    }

    [Fact]
    public async Task Run_AnswerLost_IsFoundByTheReview()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(1, Token);
        await hub.TrainAsync(folds[0], Token);
        await hub.LoseAnswersAsync(Token);

        await hub.ReviewAsync(Token);

        Assert.Equal([new FoldAnswer(1, folds[0].Key, null)], (await hub.FinishAsync(Token)).ReadOutputAs<FoldAnswer[]>()!);
    }

    [Fact]
    public async Task Run_TrainerDied_IsDispatchedAgainByTheReview()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(1, Token);
        await hub.TakeTasksAsync(Token);
        await hub.ClaimAsync(folds[0], Token);

        await hub.ReviewAsync(Token);

        Assert.Equal(folds, await hub.TakeTasksAsync(Token));
    }

    [Fact]
    public async Task Run_FoldFailedForGood_IsReportedAndEndsNothingElse()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(2, Token);
        await hub.TrainAsync(folds[0], Token, new ServerlessTrainingException("The fold has no usable row."));
        await hub.TrainAsync(folds[1], Token);
        await hub.AnswerAsync(Token);

        OrchestrationMetadata end = await hub.FinishAsync(Token);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal(
            [new FoldAnswer(1, folds[0].Key, "The fold has no usable row."), new FoldAnswer(2, folds[1].Key, null)], end.ReadOutputAs<FoldAnswer[]>()!);
    }

    [Fact]
    public async Task Run_Stopped_AnswersWhatWasTrainedAsTrainedAndGivesUpTheRest()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(4, Token);
        await hub.TrainAsync(folds[0], Token);
        await hub.AnswerAsync(Token);
        await hub.ReviewedAsync(Token);
        await hub.TrainAsync(folds[1], Token);
        await hub.TrainAsync(folds[2], Token, new ServerlessTrainingException("The fold has no usable row."));
        await hub.LoseAnswersAsync(Token);

        await hub.StopAsync(Token);
        OrchestrationMetadata end = await hub.FinishAsync(Token);

        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
        Assert.Equal([null, null, "The fold has no usable row.", FoldAnswer.Cancelled], end.ReadOutputAs<FoldAnswer[]>()!.Select(answer => answer.Failure));
        Assert.Equal(FoldTaskState.Cancelled, (await hub.Scene.Tasks.FindAsync(folds[3].Key, Token))!.State);
    }

    /// <summary>A history is replayed from its start at every turn: a set of the most folds, each answer in a turn of its own, must stay short.</summary>
    [Fact]
    [Trait("Category", "slow")]
    public async Task Run_TheMostFoldsOneByOne_StaysUnder2000Events()
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        foreach (FoldTaskMessage task in await hub.BeginAsync(FoldSet.MostFolds, Token))
        {
            await hub.EndAsync(task, Token);
            await hub.ReviewedAsync(Token);
        }

        await hub.FinishAsync(Token);

        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Scene.Accounts.Data, hub.Name, FoldHub.Instance, Token);
        int events = history.Executions.Sum(execution => execution.Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"{FoldSet.MostFolds} folds: {events} events");
        Assert.InRange(events, FoldSet.MostFolds, MostEvents - 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(FoldSet.MostFolds + 1)]
    public async Task Run_NoFoldsOrTooMany_IsRefused(int folds)
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);
        await hub.StartSetAsync([.. Enumerable.Range(1, folds).Select(number => new FoldRef(number, "key"))], Token);

        OrchestrationMetadata end = await hub.FinishAsync(Token);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains($"A set of {folds} folds cannot be run; 1 to 100 are allowed.", end.SerializedOutput, StringComparison.Ordinal);
    }
}
