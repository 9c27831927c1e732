using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Files;
using ServerlessTraining.Orchestration.History.Detail;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Tests.History.Detail;

[Collection(RunDetailTests.Name)]
public sealed class RunLearningTests(ScoredRuns runs)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 3)]
    [InlineData(1, 1)]
    public async Task ReadAsync_TrainedRun_HasTheReportsOfTheManifests(int? asked, int horizon)
    {
        LearningView view = await ReadAsync(asked);

        RunModel model = (await runs.Scene.DetailsAsync()).Models.Single(model => model.Horizon == horizon);
        Assert.Null(view.Reason);
        Assert.Equal(model.Folds.Select(fold => (horizon, fold.Number, fold.IsAverage)), view.Folds.Select(fold => (fold.Horizon, fold.Number, fold.IsAverage)));
        foreach ((RunFold fold, LearnedFold learned) in model.Folds.Zip(view.Folds))
        {
            FoldReference place = FoldReference.Parse(fold.Outcome!.Files[FoldFiles.Model]);
            ModelManifest manifest = ModelFile.ReadManifest(await runs.Scene.Services.GetRequiredService<FoldFiles>().ReadModelAsync(place, Cancel));
            Assert.Equal(
                manifest.Report.Curves.SelectMany(curve => new[] { curve.Tune, curve.Fit }).Where(values => values.Count > 0).Select(values => values.Count),
                learned.Curves.Select(curve => curve.Values.Count));
            Assert.Equal(manifest.Report.Curves[0].BestIteration, learned.BestIteration);
            Assert.Equal(manifest.FeatureNames.Order(StringComparer.Ordinal), learned.Importance.Select(input => input.Input).Order(StringComparer.Ordinal));
            Assert.Equal(1, learned.Importance.Sum(input => input.Share), 1e-9);
            Assert.Equal(learned.Importance.OrderByDescending(input => input.Share), learned.Importance);
        }
    }

    [Fact]
    public async Task ReadAsync_HorizonThatTheRunHasNot_IsRefused()
    {
        RequestException error = await Assert.ThrowsAsync<RequestException>(() => ReadAsync(2));

        Assert.Equal((400, "horizon is 2; a horizon of the run: 1, 3 is needed."), (error.Status, error.Message));
    }

    [Fact]
    public async Task ReadAsync_ModelGone_SaysSo()
    {
        await runs.CopyAsync("forgot-one", fold => fold.Number == 2 ? Lost(fold) : fold);
        await runs.CopyAsync("forgot-all", Lost);
        await runs.CopyAsync("forgot-deleted", Lost, ScoredRuns.Deleted);

        LearningView one = await ReadAsync(null, "forgot-one");
        LearningView all = await ReadAsync(null, "forgot-all");
        LearningView deleted = await ReadAsync(null, "forgot-deleted");

        Assert.Equal((null, "Its model is gone."), (one.Reason, one.Folds[1].Reason));
        Assert.NotEmpty(one.Folds[0].Curves);
        Assert.Equal("Its model is gone.", all.Reason);
        Assert.Equal("The model was deleted at 2026-02-03T04:05:06Z (Model deleted (beaten)), and what it learned with it. Restore it (./st run restore RUN), then look again.", deleted.Reason);
    }

    [Fact]
    public void Of_TwoTargets_NamesEachCurveOnceAndMeansTheShares()
    {
        Target up = Target.Direction(3);
        Target paid = Target.Return(3);
        TrainingReport report = new(
            [new LearningCurve(up, "auc", [], [0.5, 0.6, 0.55], 2), new LearningCurve(paid, "l2", [3, 2], [4, double.NaN], 1)],
            [new FeatureImportance(up, "a", 0.2), new FeatureImportance(up, "b", 0.8), new FeatureImportance(paid, "a", 1), new FeatureImportance(paid, "b", 0)]);

        LearnedFold fold = LearningText.Of(3, 2, isAverage: true, report);

        Assert.Equal(["tune_auc", "tune_l2", "fit_l2"], fold.Curves.Select(curve => curve.Name));
        Assert.Equal([0.5, 0.6, 0.55], fold.Curves[0].Values);
        Assert.Equal([4.0, null], fold.Curves[1].Values);
        Assert.Equal((2, 3, null), (fold.BestIteration, fold.Iterations, fold.Reason));
        Assert.Equal([("a", 0.6), ("b", 0.4)], fold.Importance.Select(input => (input.Input, Math.Round(input.Share, 12))));
        Assert.Equal(0.2, fold.Importance[0].Targets["direction_h3"]);
    }

    [Fact]
    public void Of_OneLossForBothTargets_TellsThemApart()
    {
        TrainingReport report = new([new LearningCurve(Target.Direction(1), "own", [], [1], 1), new LearningCurve(Target.Return(1), "own", [], [2], 1)], []);

        LearnedFold fold = LearningText.Of(1, 1, isAverage: true, report);

        Assert.Equal(["tune_own_direction_h1", "tune_own_return_h1"], fold.Curves.Select(curve => curve.Name));
        Assert.Equal("Its model type says nothing of importance.", fold.Reason);
    }

    [Fact]
    public async Task ReadAsync_AsJson_HasTheNamesOfTheRoute()
    {
        JsonElement json = JsonSerializer.SerializeToElement(await ReadAsync(null), ApiJson.Options);

        JsonElement fold = json.GetProperty("folds")[0];
        Assert.Equal(["folds", "reason"], Names(json));
        Assert.Equal(["horizon", "number", "is_average", "curves", "best_iteration", "importance", "iterations", "reason"], Names(fold));
        Assert.Equal(["name", "target", "first_iteration", "values", "best_iteration"], Names(fold.GetProperty("curves")[0]));
        Assert.Equal(["direction_h3", "return_h3"], Names(fold.GetProperty("importance")[0].GetProperty("targets")));
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    private static RunFold Lost(RunFold fold) =>
        fold with { Outcome = fold.Outcome! with { Files = new Dictionary<string, string> { [FoldFiles.Model] = new FoldReference("nowhere", fold.Number).ToString() } } };

    private Task<LearningView> ReadAsync(int? horizon, string? id = null) =>
        runs.Scene.Services.GetRequiredService<RunLearning>().ReadAsync(id ?? runs.Scene.RunId, new LearningQuery(horizon), Cancel);
}
