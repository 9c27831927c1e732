using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Scoring;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Telemetry;

/// <summary>A run from its first fold to its verdict.</summary>
public sealed class RunMetricsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Bull = "bull_trending";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_TrainedAndScored_IsCountedAsItIsStored()
    {
        using MetricRecorder recorder = MetricRecorder.Start();
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "METRICUSDT");

        Assert.True((await scene.ScoreAsync()).IsScored);

        RunDetails details = await scene.DetailsAsync();
        FoldOutcome[] outcomes = [.. details.Models.SelectMany(model => model.Folds).Select(fold => fold.Outcome!)];
        double seconds = outcomes.Sum(outcome => outcome.Seconds);
        long calls = outcomes.Sum(outcome => outcome.StorageTransactions!.Value);
        Assert.Equal(new Dictionary<string, double> { ["device=cpu outcome=done"] = outcomes.Length }, recorder.Sums("serverless_training.folds"));

        // A try is its training, the claim before it and the writing of the result.
        Assert.InRange(recorder.Sums("serverless_training.compute.seconds")["device=cpu"], seconds, seconds * 5);
        IReadOnlyDictionary<string, double> transactions = recorder.Sums("serverless_training.storage.transactions");
        Assert.Equal(["part=fold", "part=score"], transactions.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(transactions["part=fold"], calls + 1, calls + (5 * outcomes.Length));
        Assert.InRange(transactions["part=score"], details.Score!.StorageTransactions - calls + 1, details.Score.StorageTransactions - calls + 5);

        // What the list of runs has of it.
        RunSummary row = Assert.Single((await scene.Runs.PageAsync(new RunFilter { Symbol = scene.Bars.Symbol }, 10, null, Token)).Items);
        Assert.Equal(new TrainingUse(seconds, 0, details.Score.StorageTransactions), row.Use! with { CpuSeconds = seconds });
        Assert.Equal(seconds, row.Use!.CpuSeconds, 9);
        Assert.Equal(row.Use, (await scene.RunAsync()).Use);
    }

    [Fact]
    public async Task Decide_KeptAndDeletedAndAgain_CountsEachRunOnce()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        await scene.AddAsync($"{market}-a", market, DecisionScene.Best(Bull, 1.5));
        await scene.AddAsync($"{market}-b", market, DecisionScene.Best(Bull, 0.5));
        using MetricRecorder recorder = MetricRecorder.Start();

        await scene.DecideAsync($"{market}-a", $"{market}-b", $"{market}-a", $"{market}-b");

        Assert.Equal(new Dictionary<string, double> { ["verdict=kept"] = 1, ["verdict=deleted"] = 1 }, recorder.Sums("serverless_training.models"));
    }

    [Fact]
    public async Task Decide_ByTwoAtOnce_CountsTheRunOnce()
    {
        await using DecisionScene scene = await DecisionScene.OpenAsync(azurite.Server, Token);
        Symbol market = DecisionScene.NewMarket();
        await scene.AddAsync($"{market}-a", market, DecisionScene.Best(Bull, 1.5));
        using MetricRecorder recorder = MetricRecorder.Start();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => scene.Decider.DecideAsync($"{market}-a", Token)));

        Assert.Equal(new Dictionary<string, double> { ["verdict=kept"] = 1 }, recorder.Sums("serverless_training.models"));
    }
}
