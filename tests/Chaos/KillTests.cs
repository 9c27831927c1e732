using System.Text.Json;
using ServerlessTraining.ChaosHost;
using ServerlessTraining.Storage.Schema;

namespace ServerlessTraining.Chaos;

/// <summary>Programs are killed at any moment of a run and started again; nothing is lost and nothing is there twice.</summary>
public sealed class KillTests
{
    private const string RunId = "run";
    private const string Training = "training ";
    private const int Trainers = 2;

    // Of the moments after a start that is not waited for: it takes a few seconds.
    private const int StartMilliseconds = 1_500;
    private const int LastMilliseconds = 100;
    private const int MostPercent = 85;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FullLimit = TimeSpan.FromMinutes(45);

    [Fact]
    public Task Host_Killed5TimesIn60Folds_TrainsEachOnce() => RunAsync(new ChaosRun(4, 15), kills: 5, trainers: 0, Limit);

    [Fact]
    public Task HostAndTrainers_Killed5TimesIn60Folds_TrainEachOnce() => RunAsync(new ChaosRun(4, 15), kills: 5, Trainers, Limit);

    [Fact]
    [Trait("Category", "chaos")]
    public Task Host_Killed100TimesIn1000Folds_TrainsEachOnce() => RunAsync(new ChaosRun(10, 100), kills: 100, trainers: 0, FullLimit);

    [Fact]
    [Trait("Category", "chaos")]
    public Task HostAndTrainers_Killed100TimesIn1000Folds_TrainEachOnce() => RunAsync(new ChaosRun(10, 100), kills: 100, Trainers, FullLimit);

    private static async Task RunAsync(ChaosRun run, int kills, int trainers, TimeSpan limit)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        over.CancelAfter(limit);
        Random random = ChaosSeed.Next();
        await using ChaosSite site = new();
        Func<ChaosProcess>[] starts = [() => site.StartHost((ChaosSettings.HostTrains, trainers == 0 ? "1" : "0")), .. Enumerable.Repeat(site.StartTrainer, trainers)];
        ChaosProcess[] programs = [.. starts.Select(start => start())];
        await ChaosProcess.UnlessEndedAsync(site.ReadyAsync(over.Token), programs);
        await site.StartRunAsync(RunId, run, over.Token);
        int[] hits = new int[programs.Length];
        int killed = -1;
        foreach (int begun in Moments(run.Folds, kills, random))
        {
            await WaitAsync(begun, duringStart: killed == 0 && random.Next(4) == 0);
            Assert.True(Begun(site.Output.Lines) < run.Folds, $"After {hits.Sum()} of {kills} kills all folds were begun: the run is too short for so many.");
            killed = random.Next(programs.Length);
            await KillAsync(killed);
        }

        // Once more when there is nothing left but to tell and to end.
        await WaitAsync(run.Folds, duringStart: false);
        await KillAsync(0);
        Task<JsonElement> ending = site.EndOfAsync(RunId, over.Token);
        await ChaosProcess.UnlessEndedAsync(ending, programs);
        JsonElement end = await ending;
        ChaosSeed.Say($"kills of the host {hits[0]}, of trainers {hits.Skip(1).Sum()}; folds {run.Folds}, trainings begun {site.Output.Lines.Count(IsTraining)}");
        Assert.Equal("Completed", end.GetProperty("runtimeStatus").GetString());
        Assert.Equal(run.Folds, end.GetProperty("output").GetInt32());
        IReadOnlyDictionary<string, string> instances = await site.InstancesAsync(over.Token);
        Assert.Equal(run.Sets + 1, instances.Count);
        Assert.All(instances.Values, status => Assert.Equal("Completed", status));
        ChaosStorage storage = new(site.Azurite.ConnectionString);
        await storage.AssertTrainedAsync([.. run.SetsOf(RunId).SelectMany(set => set.Keys())], over.Token);
        foreach (string queue in new[] { StorageNames.Queues.FoldTasksCpu, StorageNames.Queues.FoldTasksGpu, StorageNames.Queues.FoldResults })
        {
            Assert.Empty(await storage.ParkedAsync(queue, over.Token));
        }

        async Task KillAsync(int program)
        {
            await programs[program].KillAsync();
            programs[program] = starts[program]();
            hits[program]++;
        }

        // Until so many folds are begun and a few milliseconds longer, or only for a part of the start that begins now.
        Task WaitAsync(int begun, bool duringStart)
        {
            TimeSpan more = TimeSpan.FromMilliseconds(random.Next(duringStart ? StartMilliseconds : LastMilliseconds));
            Task reached = duringStart ? Task.CompletedTask : site.Output.WaitAsync(lines => Begun(lines) >= begun, over.Token);
            return ChaosProcess.UnlessEndedAsync(ThenAsync(reached, more, over.Token), programs);
        }
    }

    /// <summary>How many folds are begun when a kill is due: spread evenly over the run, but for its end, where a kill might come too late to hit it.</summary>
    private static IEnumerable<int> Moments(int folds, int kills, Random random) =>
        Enumerable.Range(0, kills).Select(_ => random.Next(folds * MostPercent / 100)).Order();

    private static async Task ThenAsync(Task first, TimeSpan more, CancellationToken cancellationToken)
    {
        await first;
        await Task.Delay(more, cancellationToken);
    }

    private static bool IsTraining(string line) => line.StartsWith(Training, StringComparison.Ordinal);

    private static int Begun(IReadOnlyList<string> lines) => lines.Where(IsTraining).Distinct(StringComparer.Ordinal).Count();
}
