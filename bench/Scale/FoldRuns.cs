using System.Globalization;
using System.Text.Json;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Bench.Scale;

/// <summary>Folds that are planned, and then taken through the protocol in sets.</summary>
internal static class FoldRuns
{
    private const int RowsAtATime = 16;
    private static readonly TimeSpan ReviewAfter = TimeSpan.FromMinutes(5);
    private static int made;

    public static async Task<FoldRef[]> PlanAsync(FoldTaskStore tasks, int folds, int perSet, CancellationToken cancellation)
    {
        FoldRef[] planned = new FoldRef[folds];
        ParallelOptions limits = new() { MaxDegreeOfParallelism = RowsAtATime, CancellationToken = cancellation };
        await Parallel.ForAsync(0, folds, limits, async (i, token) =>
        {
            string data = string.Create(CultureInfo.InvariantCulture, $"data {Interlocked.Increment(ref made)}");
            FoldWork work = new("""{"model":"ridge"}""", data, "{}", "plan", 1, 1, BuildInfo.Version);
            await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), token);
            planned[i] = new FoldRef((i % perSet) + 1, work.Key);
        });
        return planned;
    }

    /// <returns>Seconds until all sets have ended.</returns>
    /// <exception cref="ServerlessTrainingException">A set did not end well.</exception>
    public static async Task<double> TrainAsync(ScaleHub hub, IEnumerable<FoldRef> folds, int perSet, CancellationToken cancellation)
    {
        long start = TimeProvider.System.GetTimestamp();
        FoldSet[] sets = [.. folds.Chunk(perSet).Select(some => new FoldSet(some, FoldDevice.Cpu, ReviewAfter, ReviewAfter))];
        await Task.WhenAll(sets.Select(async set =>
        {
            string id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(FoldSetOrchestrator.Name, set, cancellation);
            OrchestrationMetadata end = await hub.Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, cancellation);
            string? fault = end.RuntimeStatus == OrchestrationRuntimeStatus.Completed
                ? end.ReadOutputAs<FoldAnswer[]>()!.FirstOrDefault(answer => answer.Failure is not null)?.Failure
                : $"it is {end.RuntimeStatus}: {end.FailureDetails?.ErrorMessage}";
            if (fault is not null) throw new ServerlessTrainingException($"Fold set {id} did not end well: {fault}");
        }));
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }
}
