using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Costs;

[Collection(ApiTests.Name)]
public sealed class FoldEstimatorTests(ApiServer api)
{
    private const string Cpu = "estimated_cpu";
    private const string Gpu = "estimated_gpu";

    private static readonly PriceSettings Prices = new()
    {
        VcpuSecond = 0.001,
        GibSecond = 0.0001,
        Transactions10000 = 1,
        Gpu = "t4",
        GpuProfiles = new Dictionary<string, GpuPrice> { ["t4"] = new(0.01, new TrainerSize(8, 56)) },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Estimate_TwoModelTypes_AddsWhatTheirFoldsTake()
    {
        FoldEstimate estimate = await EstimateAsync(Prices, new ModelFolds(Cpu, 20), new ModelFolds(Gpu, 3));

        // 20 folds of 2 s, 3 of 10 s; 100 and 50 calls a fold.
        Assert.Equal((23L, 70, 2150), (estimate.FoldTasks, estimate.ComputeSeconds.Value, estimate.StorageTransactions.Value));

        // 40 s on 8 CPUs beside 30 s on 3 GPUs, and one training takes 10 s.
        Assert.Equal((10d, 11), (estimate.WallSeconds.Value!.Value, estimate.Trainers));

        // 40 s x (0.001 + 2 x 0.0001) + 30 s x (0.01 + 8 x 0.001 + 56 x 0.0001) + 2150 calls x 1 / 10,000.
        Assert.Equal(0.048 + 0.708 + 0.215, estimate.Price.Value!.Value, 12);
        Assert.Equal(
            [(Cpu, 20L, 2d, 2, FoldDevice.Cpu), (Gpu, 3L, 10d, 1, FoldDevice.Gpu)],
            estimate.ByModel.Select(model => (model.Model, model.Folds, model.SecondsPerFold.Value!.Value, model.FromFolds, model.Device!.Value)));
    }

    [Fact]
    public async Task Estimate_FewerFoldsThanTrainers_TakesAsLongAsOne()
    {
        FoldEstimate estimate = await EstimateAsync(Prices, new ModelFolds(Gpu, 2));

        Assert.Equal((20, 10), (estimate.ComputeSeconds.Value, estimate.WallSeconds.Value));
    }

    [Fact]
    public async Task Estimate_ModelTypeThatNobodyTrained_IsNullWithTheReason()
    {
        FoldEstimate estimate = await EstimateAsync(Prices, new ModelFolds(Cpu, 20), new ModelFolds("lstm2head", 5));

        const string Reason = "no queue has trained a fold of lstm2head here yet";
        Assert.All([estimate.ComputeSeconds, estimate.WallSeconds, estimate.Price, estimate.StorageTransactions], figure => Assert.Equal(Reason, figure.Reason));
        Assert.Equal((25L, 2, Reason), (estimate.FoldTasks, estimate.ByModel[0].SecondsPerFold.Value, estimate.ByModel[1].SecondsPerFold.Reason));
    }

    [Fact]
    public async Task Estimate_NoPrices_SaysWhereToSetThem()
    {
        FoldEstimate estimate = await EstimateAsync(new PriceSettings(), new ModelFolds(Cpu, 20));

        Assert.Equal((40, "no price is set in configs/prices.yaml", "EUR"), (estimate.ComputeSeconds.Value, estimate.Price.Reason, estimate.Currency));
    }

    [Fact]
    public async Task Estimate_AsJson_HasAFigureOrAReasonUnderEachName()
    {
        FoldEstimate estimate = await EstimateAsync(new PriceSettings(), new ModelFolds(Cpu, 20));

        Assert.Equal(
            """{"fold_tasks":20,"by_model":[{"model":"estimated_cpu","folds":20,"seconds_per_fold":2,"from_folds":2,"device":"cpu"}],"compute_seconds":40"""
            + ""","wall_seconds":5,"price":{"value":null,"reason":"no price is set in configs/prices.yaml"}"""
            + ""","currency":"EUR","prices":"configs/prices.yaml","storage_transactions":2000,"trainers":8}""",
            JsonSerializer.Serialize(estimate, ApiJson.Options));
    }

    [Fact]
    public async Task Estimate_NothingToTrain_IsNothing()
    {
        FoldEstimate estimate = await EstimateAsync(new PriceSettings());

        Assert.Equal((0L, 0, 0, 0), (estimate.FoldTasks, estimate.ComputeSeconds.Value, estimate.WallSeconds.Value, estimate.Price.Value));
    }

    private async Task<FoldEstimate> EstimateAsync(PriceSettings prices, params ModelFolds[] folds)
    {
        RunStore runs = api.Get<RunStore>();
        await InsertAsync(runs, Cpu, 200, "cpu", 1, 3);
        await InsertAsync(runs, Gpu, 50, "NVIDIA T4", 10);
        return await new FoldEstimator(new PastFolds(runs, TimeProvider.System), new CostBook(prices, "configs/prices.yaml"), new FoldsAtATime(8, 3))
            .EstimateAsync(folds, Cancel);
    }

    // Each test brings the same runs; those of the first stay.
    private static Task<bool> InsertAsync(RunStore runs, string model, long transactions, string device, params double[] seconds)
    {
        RunDetails details = new()
        {
            Recipe = new RunRecipe("{}", "data", "{}", "plan", 1, "1.0.0") { Rules = new RunRules() },
            Models = [new RunModel(1, "hash", [.. seconds.Select((each, i) => new RunFold(i + 1, true, $"{model}-{i}") { Outcome = Outcome(each, device) })])],
            Score = new RunScore(DecisionScene.Basis, "model", []) { StorageTransactions = transactions },
        };
        DateTimeOffset created = new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero);
        StoredRun run = new($"run-{model}", Symbol.Parse("ESTIMATES"), Timeframe.Parse("1h"), model, RunStatus.Completed, created) { Details = details.ToJson() };
        return runs.InsertAsync(run, Cancel);
    }

    private static FoldOutcome Outcome(double seconds, string device) => new(new Dictionary<string, double?>(), new Dictionary<string, string>(), seconds, device, []);
}
