using System.Security.Cryptography;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Tests.Jobs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>A trainer's process that takes a task and stands still: its clock does not go on, so it beats no more. One that is never woken has died.</summary>
internal sealed class MisbehavingTrainer(FoldScene scene) : IFoldTrainer
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<QueueOutcome> handling = null!;

    /// <summary>Where its files are; null before it was woken.</summary>
    public FoldReference? Place { get; private set; }

    /// <summary>Files of a model that can be opened, and predictions, as the product's trainer leaves them.</summary>
    public static async Task<FoldOutcome> StoreAsync(FoldScene scene, FoldWork work, FoldAttempt attempt, CancellationToken cancellation)
    {
        FoldReference place = FoldReference.Of(attempt, work.Fold);
        byte[] predictions = [1, 2, 3];
        await scene.Files.WriteAsync(place, JobFakes.Model, predictions, cancellation);
        return ScriptedTrainer.Outcome with
        {
            Files = new Dictionary<string, string> { [FoldFiles.Model] = place.ToString(), [FoldFiles.Predictions] = place.ToString() },
            Hashes = new Dictionary<string, string>
            {
                [FoldFiles.Model] = ModelFile.Hash(JobFakes.Model),
                [FoldFiles.Predictions] = Convert.ToHexStringLower(SHA256.HashData(predictions)),
            },
        };
    }

    /// <summary>Takes the task; back when it trains.</summary>
    public async Task TakeAsync(FoldTaskMessage task, CancellationToken cancellation)
    {
        FoldTaskConsumer consumer = scene.Consumer(this, new ManualTimeProvider(scene.Clock.GetUtcNow()));
        handling = consumer.HandleAsync(FoldScene.Message(task.ToJson()), cancellation);
        await Task.WhenAny(begun.Task, handling);
        Assert.False(handling.IsCompleted, "the task was not trained");
    }

    /// <summary>Goes on as if nothing had been.</summary>
    public Task<QueueOutcome> WakeAsync()
    {
        woken.SetResult();
        return handling;
    }

    public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
    {
        begun.SetResult();
        await woken.Task;
        FoldOutcome outcome = await StoreAsync(scene, work, attempt, CancellationToken.None);
        Place = FoldReference.Of(attempt, work.Fold);
        return outcome;
    }
}
