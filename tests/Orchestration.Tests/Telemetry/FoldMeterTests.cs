using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Orchestration.Tests.Folds;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Telemetry;

public sealed class FoldMeterTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Seconds = "serverless_training.compute.seconds";
    private const string Cost = "serverless_training.cost";
    private static readonly TimeSpan Took = TimeSpan.FromSeconds(20);

    private static readonly PriceSettings Prices = new()
    {
        Currency = "USD",
        VcpuSecond = 0.001,
        GibSecond = 0.0001,
        Transactions10000 = 1,
        Gpu = "t4",
        GpuProfiles = new Dictionary<string, GpuPrice> { ["t4"] = new(0.01, new TrainerSize(8, 56)) },
    };

    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Count_TrainedFoldOnAGpu_HasItsSecondsCallsAndPrice()
    {
        using MetricRecorder recorder = MetricRecorder.Start();

        await HandleAsync(Prices, "NVIDIA T4");

        Assert.Equal(new Dictionary<string, double> { ["device=gpu outcome=done"] = 1 }, recorder.Sums("serverless_training.folds"));
        Assert.Equal(new Dictionary<string, double> { ["device=gpu outcome=done"] = 20 }, recorder.Sums("serverless_training.fold.duration"));
        Assert.Equal(new Dictionary<string, double> { ["device=gpu"] = 20 }, recorder.Sums(Seconds));
        (string part, double calls) = Assert.Single(recorder.Sums("serverless_training.storage.transactions"));
        Assert.Equal("part=fold", part);
        Assert.InRange(calls, 4, 20);

        // 20 s x (0.01 + 8 x 0.001 + 56 x 0.0001), and the calls at 1 for 10,000.
        (string currency, double money) = Assert.Single(recorder.Sums(Cost));
        Assert.Equal("currency=USD", currency);
        Assert.Equal(0.472 + (calls / 10_000), money, 9);
    }

    [Fact]
    public async Task Count_TryThatFails_IsPaidForOnTheDeviceOfTheProcess()
    {
        using MetricRecorder recorder = MetricRecorder.Start();

        await HandleAsync(Prices, null, new FoldTrainerOptions { Device = "NVIDIA T4" });

        Assert.Equal(new Dictionary<string, double> { ["device=gpu outcome=given_up"] = 1 }, recorder.Sums("serverless_training.folds"));
        Assert.Equal(new Dictionary<string, double> { ["device=gpu"] = 20 }, recorder.Sums(Seconds));
        Assert.True(Assert.Single(recorder.Sums(Cost)).Value > 0.472);
    }

    [Fact]
    public async Task Count_NoPrices_HasSecondsAndNoCost()
    {
        using MetricRecorder recorder = MetricRecorder.Start();

        await HandleAsync(new PriceSettings(), "cpu");

        Assert.Equal(new Dictionary<string, double> { ["device=cpu"] = 20 }, recorder.Sums(Seconds));
        Assert.Empty(recorder.Sums(Cost));
    }

    /// <param name="device">Null for a training that fails.</param>
    private async Task HandleAsync(PriceSettings prices, string? device, FoldTrainerOptions? trainer = null)
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);
        FoldMeter meter = new(new CostBook(prices, "configs/prices.yaml"), trainer ?? new FoldTrainerOptions());
        FoldTaskConsumer consumer = new(
            scene.Tasks, scene.Messenger, new TimedTrainer(scene.Clock, device), FoldScene.Options, scene.Clock, NullLogger<FoldTaskConsumer>.Instance, meter);
        Assert.Equal(QueueOutcome.Done, await consumer.HandleAsync(FoldScene.Message(task.ToJson()), Token));
    }

    private sealed class TimedTrainer(ManualTimeProvider clock, string? device) : IFoldTrainer
    {
        public Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
        {
            clock.Jump(Took);
            return device is null ? throw new ServerlessTrainingException("The fold has no usable row.") : Task.FromResult(ScriptedTrainer.Outcome with { Device = device });
        }
    }
}
