using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.ChaosHost;

/// <summary>Takes a while, leaves a file under its try's path, and says so.</summary>
public sealed class ShortTrainer(StorageAccounts accounts) : IFoldTrainer, IFoldFileCheck
{
    private static readonly TimeSpan Duration = TimeSpan.FromMilliseconds(ChaosSettings.Number(ChaosSettings.FoldMilliseconds, 20));

    public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
    {
        Console.WriteLine($"training {attempt.Key}");
        await Task.Delay(Duration, TimeProvider.System, cancellation);
        string file = $"chaos/{attempt.Key}/{attempt.Owner}";
        await accounts.Data.Container(StorageNames.Containers.Predictions).PutAsync(file, new BinaryData(work.Configuration), cancellation);
        return new FoldOutcome(
            new Dictionary<string, double?> { ["fold"] = work.Fold }, new Dictionary<string, string> { ["predictions"] = file }, Duration.TotalSeconds, "cpu", []);
    }

    public async Task<string?> FaultAsync(FoldWork work, FoldOutcome outcome, CancellationToken cancellation)
    {
        string file = outcome.Files["predictions"];
        return await accounts.Data.Container(StorageNames.Containers.Predictions).FindAsync(file, cancellation) is null ? $"there is no '{file}'" : null;
    }
}
