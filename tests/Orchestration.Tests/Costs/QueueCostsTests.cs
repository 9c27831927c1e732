using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Costs;

[Collection(ApiTests.Name)]
public sealed class QueueCostsTests(ApiServer api)
{
    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_FinishedRuns_IsTheirSum()
    {
        await InsertAsync("qc-sum", new TrainingUse(10, 0, 100), new TrainingUse(5, 7, 11));
        await api.Get<RunStore>().InsertAsync(RunBuilder.Completed("qc-sum-open", 9) with { QueueId = "qc-sum", Status = RunStatus.Running }, Cancel);

        QueueCost cost = (await Costs().OfAsync(Queue("qc-sum", QueueState.Completed), Cancel))!;

        Assert.Equal((15d, 7d, 111d), (cost.Cost.CpuSeconds!.Value, cost.Cost.GpuSeconds!.Value, cost.Cost.StorageTransactions!.Value));
        Assert.Equal("no price is set in configs/prices.yaml", cost.Cost.Price.Reason);
        Assert.Equal("the sum of the 2 runs that have a score; a fold that several of them use counts in each", cost.Note);
    }

    [Fact]
    public async Task Of_RunsThatWereScoredBefore_IsNotKnownAndSaysWhy()
    {
        await InsertAsync("qc-old", new TrainingUse(10, 0, 100), null);

        QueueCost cost = (await Costs().OfAsync(Queue("qc-old", QueueState.Completed), Cancel))!;

        const string Reason = "1 of 2 runs were scored before what they used was noted in the list of runs";
        Assert.Equal((null, null, Reason, null), (cost.Cost.CpuSeconds, cost.Cost.StorageTransactions, cost.Cost.Price.Reason, cost.Note));
    }

    [Fact]
    public async Task Of_QueueThatRuns_IsReadOnceInAWhile()
    {
        QueueCosts costs = Costs();
        QueueRecord queue = Queue("qc-runs", QueueState.Running);

        Assert.Null(await costs.OfAsync(queue, Cancel));
        await InsertAsync("qc-runs", new TrainingUse(1, 0, 1));
        Assert.Null(await costs.OfAsync(queue, Cancel));
        clock.Advance(QueueCosts.Fresh);
        Assert.Equal(1, (await costs.OfAsync(queue, Cancel))!.Cost.CpuSeconds);

        // The first is there already, so this adds the second; of a queue that stands still the answer is that of now.
        await InsertAsync("qc-runs", new TrainingUse(1, 0, 1), new TrainingUse(2, 0, 1));
        Assert.Equal(3, (await costs.OfAsync(queue with { State = QueueState.Completed }, Cancel))!.Cost.CpuSeconds);
    }

    private QueueCosts Costs() => new(api.Get<RunStore>(), api.Get<CostBook>(), clock);

    private QueueRecord Queue(string id, QueueState state) => new(id, id, state, clock.GetUtcNow(), new QueueCounters(2), default);

    private async Task InsertAsync(string queue, params TrainingUse?[] uses)
    {
        foreach ((int index, TrainingUse? use) in uses.Index())
        {
            await api.Get<RunStore>().InsertAsync(RunBuilder.Completed($"{queue}-{index}", index) with { QueueId = queue, Use = use }, Cancel);
        }
    }
}
