using System.Text.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.ChaosHost;

/// <summary>One set of a run; sets of even numbers are for the CPU, the others for the GPU.</summary>
public sealed record ChaosSet(string Run, int Number, int Folds)
{
    public FoldDevice Device => Number % 2 == 0 ? FoldDevice.Cpu : FoldDevice.Gpu;

    public string InstanceId => $"{Run}-{Number}";

    /// <summary>Writes the rows of its folds.</summary>
    public async Task<FoldRef[]> PlanAsync(FoldTaskStore tasks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        List<FoldRef> folds = [];
        for (int fold = 1; fold <= Folds; fold++)
        {
            FoldWork work = Work(fold);
            await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), cancellationToken);
            folds.Add(new FoldRef(fold, work.Key));
        }

        return [.. folds];
    }

    /// <summary>The keys of its folds.</summary>
    public IEnumerable<string> Keys() => Enumerable.Range(1, Folds).Select(fold => Work(fold).Key);

    private FoldWork Work(int fold) => new($$"""{"run":{{JsonSerializer.Serialize(Run)}},"set":{{Number}}}""", "none", "{}", "none", fold, 1, BuildInfo.Version);
}
