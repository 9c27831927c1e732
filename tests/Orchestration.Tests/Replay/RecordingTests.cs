using ServerlessTraining.Domain;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Tests.Folds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Replay;

/// <summary>
/// Runs each scenario on a task hub and replays what it stored. With ST_RECORD=1 a history that has no file yet is written. A file that is there is kept:
/// it stands for the instances that run when a new version starts. A change that cannot replay it needs a new orchestrator beside the old one.
/// </summary>
public sealed class RecordingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly Dictionary<string, Func<FoldHub, Task>> Scenarios = new(StringComparer.Ordinal)
    {
        ["FoldSet/all-trained"] = hub => TrainAsync(hub, 3),
        ["FoldSet/many-folds"] = hub => TrainAsync(hub, FoldSet.MostFolds),
        ["FoldSet/one-failed"] = async hub =>
        {
            IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(2, Token);
            await hub.TrainAsync(folds[0], Token, new ServerlessTrainingException("The fold has no usable row."));
            await hub.AnswerAsync(Token);
            await hub.ReviewedAsync(Token);
            await hub.TrainAsync(folds[1], Token);
            await hub.AnswerAsync(Token);
        },
        ["FoldSet/one-silent"] = async hub =>
        {
            IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(2, Token);
            await hub.TrainAsync(folds[0], Token);
            await hub.AnswerAsync(Token);
            await hub.ReviewedAsync(Token);
            await hub.TakeTasksAsync(Token);
            await hub.ClaimAsync(folds[1], Token);
            await hub.ReviewAsync(Token);
            await hub.TrainAsync(Assert.Single(await hub.TakeTasksAsync(Token)), Token);
            await hub.AnswerAsync(Token);
        },
        ["FoldSet/stopped"] = async hub =>
        {
            IReadOnlyList<FoldTaskMessage> folds = await hub.BeginAsync(2, Token);
            await hub.TrainAsync(folds[0], Token);
            await hub.AnswerAsync(Token);
            await hub.ReviewedAsync(Token);
            await hub.StopAsync(Token);
        },
    };

    public static TheoryData<string> Names => [.. Scenarios.Keys];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Run_Scenario_StoresAHistoryThatReplays(string name)
    {
        await using FoldHub hub = await FoldHub.StartAsync(azurite.Server, Token);

        await Scenarios[name](hub);
        await hub.FinishAsync(Token);

        RecordedHistory history = await HistoryRecorder.ReadAsync(hub.Scene.Accounts.Data, hub.Name, FoldHub.Instance, Token);
        Assert.Null(new ReplayCheck(ProductFunctions.ForReplay()).FirstDifference(history));
        Histories.Record(name, history);
    }

    private static async Task TrainAsync(FoldHub hub, int folds)
    {
        await Parallel.ForEachAsync(await hub.BeginAsync(folds, Token), Token, async (task, token) => await hub.TrainAsync(task, token));
        await hub.AnswerAsync(Token);
    }
}
