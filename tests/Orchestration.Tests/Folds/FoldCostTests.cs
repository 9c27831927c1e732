using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>What a fold costs in calls to storage: docs/guides/scale.md reckons up to a million folds with it.</summary>
public sealed class FoldCostTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly ScriptedTrainer Trainer = new((_, _) => Task.CompletedTask);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fold_ThroughTheProtocol_MakesTenCallsBesidesItsMessagesAndItsFiles()
    {
        FoldScene scene = new(azurite.Server);
        await scene.CreateAsync(Token);
        FoldTaskMessage task = null!;

        Assert.Equal(1, await CountAsync(async () => task = await scene.PlanAsync(Token)));
        FoldLook look = new(task.InstanceId, [new FoldRef(task.Number, task.Key)], FoldDevice.Cpu);
        Assert.Equal(3, await CountAsync(() => scene.Activities.DispatchAsync(look, Token)));
        Assert.Equal(4, await CountAsync(() => scene.Consumer(Trainer).HandleAsync(FoldScene.Message(task.ToJson()), Token)));
        FoldAnswer[] ended = [];
        // The row and the result; what reading its files costs is FoldFileCheck's.
        Assert.Equal(2, await CountAsync(async () => ended = await scene.Activities.ReviewAsync(look, Token)));
        Assert.Equal([new FoldAnswer(task.Number, task.Key, null)], ended);
    }

    private static async Task<long> CountAsync(Func<Task> step)
    {
        using StorageMeter meter = StorageMeter.Start();
        await step();
        return meter.Count;
    }
}
