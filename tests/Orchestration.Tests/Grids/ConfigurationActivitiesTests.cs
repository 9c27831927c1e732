using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Tests.Scoring;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Grids;

/// <summary>The steps of a configuration on what is stored, where an upgrade came between them.</summary>
public sealed class ConfigurationActivitiesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Earlier = "0.0.5";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Score_FoldsThatAnEarlierVersionPlannedHaveFailed_ArePlannedAnewByThisOne()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "UPGRADEUSDT", trained: false);
        ConfigurationActivities steps = scene.Services.GetRequiredService<ConfigurationActivities>();
        GridPlace place = await PlaceAsync(scene);
        RunFold lost = await PlannedEarlierAsync(scene, steps, place);

        ConfigurationScored scored = await steps.ScoreAsync(place.RunId, Token);
        ConfigurationPlan again = await steps.PlanAsync(place, Token);

        Assert.Null(scored.End);
        Assert.DoesNotContain(lost.Key, KeysOf(again));
        StoredRun run = (await scene.Runs.FindAsync(place.RunId, Token))!;
        Assert.Equal((RunStatus.Running, null, BuildInfo.Version), (run.Status, run.Error, RunDetails.Of(run)!.Recipe.CodeVersion));
    }

    [Fact]
    public async Task Score_FoldsOfThisVersionHaveFailed_IsTheEnd()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "NOUPGRADEUSDT", trained: false);
        ConfigurationActivities steps = scene.Services.GetRequiredService<ConfigurationActivities>();
        GridPlace place = await PlaceAsync(scene);
        string key = KeysOf(await steps.PlanAsync(place, Token))[0];
        await FailAsync(scene, key);

        ConfigurationScored scored = await steps.ScoreAsync(place.RunId, Token);

        Assert.Contains("nobody came", scored.End!.Failure, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Failed, (await scene.Runs.FindAsync(place.RunId, Token))!.Status);
    }

    [Fact]
    public async Task Decide_AnyEnd_IsToldWithItsModel()
    {
        await using ScorerScene scene = await ScorerScene.CreateAsync(azurite, "TOLDUSDT", trained: false);
        GridPlace place = await PlaceAsync(scene);

        await scene.Services.GetRequiredService<ConfigurationActivities>().DecideAsync(new GridDecision(place, new ConfigurationEnd(Failure: "no bars"), new QueueCounters(Total: 1)), Token);

        IReadOnlyList<QueueLogLine> lines = await scene.Services.GetRequiredService<QueueLogStore>().ReadAsync(place.QueueId, null, 10, Token);
        Assert.Equal("Model failed: no bars [1/1 ridge TOLDUSDT 4h, horizon 1]", lines[^1].Text);
    }

    private static async Task<GridPlace> PlaceAsync(ScorerScene scene)
    {
        string grid =
            $"""
            name: one
            models: [ridge]
            symbols: {scene.Bars.Symbol}
            timeframes: {scene.Bars.Timeframe}
            days: 90
            horizons: 1
            """;
        QueueRecord queue = await scene.Services.GetRequiredService<QueueService>().CreateAsync(new GridText(grid, IsYaml: true), Token);
        return new GridPlace(queue.Id, 0);
    }

    /// <summary>As an earlier version leaves it: one of its folds was given up, since its trainers had gone.</summary>
    private static async Task<RunFold> PlannedEarlierAsync(ScorerScene scene, ConfigurationActivities steps, GridPlace place)
    {
        await steps.PlanAsync(place, Token);
        RunFold fold = null!;
        await scene.Runs.ChangeAsync(
            place.RunId,
            run =>
            {
                RunDetails details = RunDetails.Of(run)!;
                RunModel model = details.Models[0];
                fold = model.Folds[0] with { Key = $"{Earlier}-{place.RunId}" };
                return run with
                {
                    Details = (details with
                    {
                        Recipe = details.Recipe with { CodeVersion = Earlier },
                        Models = [model with { Folds = [fold, .. model.Folds.Skip(1)] }, .. details.Models.Skip(1)],
                    }).ToJson(),
                };
            },
            Token);
        await scene.Services.GetRequiredService<FoldTaskStore>().PlanAsync(fold.Key, "{}", Token);
        await FailAsync(scene, fold.Key);
        return fold;
    }

    private static async Task FailAsync(ScorerScene scene, string key)
    {
        FoldTaskStore tasks = scene.Services.GetRequiredService<FoldTaskStore>();
        FoldTaskRow row = (await tasks.FindAsync(key, Token))!;
        Assert.NotNull(await tasks.TryUpdateAsync(row with { State = FoldTaskState.Failed, Reason = "nobody came" }, Token));
    }

    private static string[] KeysOf(ConfigurationPlan plan) => [.. plan.Sets.SelectMany(set => set.Folds).Select(fold => fold.Key)];
}
