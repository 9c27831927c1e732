using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Orchestration.Live;
using ServerlessTraining.Orchestration.Tests.Decisions;
using ServerlessTraining.Orchestration.Tests.Decisions.Recovery;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Jobs;

/// <summary>Jobs whose folds go through the product's queues, rows and trainer.</summary>
public sealed class JobTrainingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sequential_GatesThatItPasses_PublishesTheModelOfTheLastFold()
    {
        GateSettings low = GateSettings.Create(GateCriteria.Metrics.ToDictionary(metric => metric, _ => 0.01));
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server, change: services => services.AddSingleton(low));
        string id = await StartAsync(hub, JobMode.Sequential, autoApprove: true);

        JobView end = await EndAsync(hub, id);

        Assert.Equal((JobStatus.Completed, null), (end.Status, end.Reason));
        Assert.All(end.Quick!.PerFold, fold => Assert.True(fold.Figures!.HitRateTp1.Value is > 0 and < 1));
        FoldTaskStore tasks = hub.Scene.Get<FoldTaskStore>();
        JobFold last = JobDetails.Of((await hub.Scene.Get<JobStore>().FindAsync(id, Token))!).Full!.Folds[^1];
        FoldOutcome outcome = System.Text.Json.JsonSerializer.Deserialize<FoldOutcome>((await tasks.FindOutcomeAsync(last.Key, Token))!, ApiJson.Options)!;
        LiveModel live = (await hub.Scene.Get<LiveModels>().FindAsync(Symbol.Parse(end.Symbol), Timeframe.H1, Token))!;
        Assert.Equal((outcome.Hashes["model"], end.LiveVersion), (live.Hash, live.Version));
        Assert.Equal(outcome.Metrics["accuracy"], end.Full!.PerFold[^1].Figures!.Accuracy.Value);
    }

    [Fact]
    public async Task Cancel_WhileAFoldIsTrained_EndsTheTrainingAndLeavesNoResult()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RecoveryHub hub = await RecoveryHub.StartAsync(azurite.Server, change: services => services.AddSingleton<IFoldTrainer>(new EndlessTrainer(begun, ended)));
        string id = await StartAsync(hub, JobMode.Full);
        await begun.Task.WaitAsync(Patience, Token);

        await hub.Scene.Get<JobService>().CancelAsync(hub.Client, id, Token);

        Assert.Equal(JobStatus.Cancelled, (await EndAsync(hub, id)).Status);
        await ended.Task.WaitAsync(Patience, Token);
        JobStage stage = JobDetails.Of((await hub.Scene.Get<JobStore>().FindAsync(id, Token))!).Full!;
        foreach (JobFold fold in stage.Folds) Assert.Null(await hub.Scene.Get<FoldTaskStore>().FindOutcomeAsync(fold.Key, Token));
    }

    private static async Task<string> StartAsync(RecoveryHub hub, JobMode mode, bool autoApprove = false)
    {
        Symbol market = DecisionScene.NewMarket();
        BarSeries bars = SyntheticMarket.Generate(new SyntheticMarketOptions { Symbol = market, Seed = 7, Bars = 10_000, SignalStrength = 0.6 }).Bars;
        await hub.Scene.Get<BarStore>().WriteAsync(bars, 0, Token);
        JobRequest request = new()
        {
            Symbol = market.Name,
            Timeframe = "1h",
            TrainingMode = mode,
            Model = "ridge",
            FeatureSystem = "v1",
            AutoApprove = autoApprove,
            MinTrainDays = 300,
        };
        return (await hub.Scene.Get<JobService>().StartAsync(hub.Client, request, Token)).JobId;
    }

    private static async Task<JobView> EndAsync(RecoveryHub hub, string id)
    {
        await hub.Client.WaitForInstanceCompletionAsync(JobRun.InstanceOf(id), Token).WaitAsync(Patience, TimeProvider.System, Token);
        return await hub.Scene.Get<JobViews>().OfAsync((await hub.Scene.Get<JobStore>().FindAsync(id, Token))!, Token);
    }

    /// <summary>Trains until it is told not to.</summary>
    private sealed class EndlessTrainer(TaskCompletionSource begun, TaskCompletionSource ended) : IFoldTrainer
    {
        public async Task<FoldOutcome> TrainAsync(FoldWork work, FoldAttempt attempt, IProgress<double> progress, CancellationToken cancellation)
        {
            begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                throw new InvalidOperationException("It never ends by itself.");
            }
            finally
            {
                ended.TrySetResult();
            }
        }
    }
}
