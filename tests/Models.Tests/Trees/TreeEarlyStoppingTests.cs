namespace ServerlessTraining.Models.Tests.Trees;

public sealed class TreeEarlyStoppingTests
{
    private const string Stopping = """{"n_estimators": 300, "learning_rate": 0.3, "early_stopping_rounds": 10}""";

    public static TheoryData<string> Boosted => ["lightgbm", "xgboost", "gradient_boosting"];

    [Theory]
    [MemberData(nameof(Boosted))]
    public void Train_TuneStopsImproving_EndsAndKeepsTheBest(string type)
    {
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request(Stopping, tune: true, PlantedRows.Up, PlantedRows.Move));

        (LearningCurve up, LearningCurve move) = (model.Report.Curves[0], model.Report.Curves[1]);
        Assert.Equal("auc", up.Loss);
        Assert.Equal(type == "lightgbm" ? "l2" : "rmse", move.Loss);
        Assert.Equal(up.Tune.Index().MaxBy(one => one.Item).Index + 1, up.BestIteration);
        Assert.Equal(move.Tune.Index().MinBy(one => one.Item).Index + 1, move.BestIteration);
        Assert.All(model.Report.Curves, curve => Assert.Equal(curve.BestIteration + 10, curve.Tune.Count));
        Assert.All(model.Report.Curves, curve => Assert.Empty(curve.Fit));
    }

    [Theory]
    [MemberData(nameof(Boosted))]
    public void Train_TuneStopsImproving_PredictsAsTrainedForThatLong(string type)
    {
        PlantedRows rows = new();
        using IModel stopped = TreeTraining.Train(type, rows.Request(Stopping, tune: true));
        int best = stopped.Report.Curves[0].BestIteration;
        using IModel exact = TreeTraining.Train(type, rows.Request($$"""{"n_estimators": {{best}}, "learning_rate": 0.3}"""));

        Assert.Equal(exact.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up), stopped.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up));
    }

    [Theory]
    [MemberData(nameof(Boosted))]
    public void Train_OtherTuneLabels_ChangeTheIterationsOnly(string type)
    {
        PlantedRows rows = new();
        PlantedRows other = new(seed: 98);
        TrainingRequest request = rows.Request(Stopping, tune: true);
        Samples unrelated = new(rows.Features, [PlantedRows.TuneRows], other.Labels());
        using IModel model = TreeTraining.Train(type, request with { Tune = unrelated });
        int best = model.Report.Curves[0].BestIteration;
        using IModel exact = TreeTraining.Train(type, rows.Request($$"""{"n_estimators": {{best}}, "learning_rate": 0.3}"""));
        using IModel told = TreeTraining.Train(type, request);

        Assert.NotEqual(told.Report.Curves[0].BestIteration, best);
        Assert.Equal(exact.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up), model.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up));
    }

    [Theory]
    [MemberData(nameof(Boosted))]
    public void Train_NoIterationsGiven_HasMoreWithATunePart(string type)
    {
        Reports reports = [];
        PlantedRows rows = new();

        foreach (bool tune in (bool[])[true, false])
        {
            using CancellationTokenSource cancel = new();
            Reports once = new(report =>
            {
                reports.Add(report);
                cancel.Cancel();
            });
            Assert.Throws<OperationCanceledException>(() => TreeTraining.TrainUntil(type, rows.Request("{}", tune), once, cancel.Token));
        }

        Assert.Equal([4000, 300], reports.Select(report => report.Iterations));
    }

    [Theory]
    [InlineData("lightgbm", "metric", "binary_logloss")]
    [InlineData("xgboost", "eval_metric", "logloss")]
    [InlineData("gradient_boosting", "eval_metric", "logloss")]
    public void Train_AnotherMetric_IsThatOfTheCurve(string type, string option, string metric)
    {
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request($$"""{"n_estimators": 5, "{{option}}": "{{metric}}"}""", tune: true));

        Assert.Equal(metric, model.Report.Curves[0].Loss);
    }

    [Theory]
    [MemberData(nameof(Boosted))]
    public void Train_TuneStopsImproving_NeedsNoNote(string type)
    {
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request(Stopping, tune: true));

        Assert.Empty(model.Report.Notes);
    }

    [Theory]
    [MemberData(nameof(Boosted))]
    public void Train_TooFewIterationsToStop_IsNoted(string type)
    {
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request("""{"n_estimators": 5}""", tune: true, PlantedRows.Move));

        int best = Assert.Single(model.Report.Curves).BestIteration;
        Assert.Equal([$"return_h1: all 5 iterations were used before early stopping could decide; iteration {best} is the best so far."], model.Report.Notes);
    }

    [Fact]
    public void Train_NoUsefulSplit_IsNoted()
    {
        using IModel model = TreeTraining.Train("lightgbm", new PlantedRows().Request("""{"min_data_in_leaf": 800, "n_estimators": 7}"""));

        Assert.Equal(["direction_h3: the training ended after 1 of 7 iterations, because no further split was worth it."], model.Report.Notes);
    }

    [Fact]
    public void Train_ForestWithTunePart_KeepsAllTreesAndHasTheCurve()
    {
        using IModel model = TreeTraining.Train("random_forest", new PlantedRows().Request("""{"n_estimators": 12, "fit_curve": true}""", tune: true));

        LearningCurve curve = Assert.Single(model.Report.Curves);
        Assert.Equal((12, 12, 12), (curve.BestIteration, curve.Tune.Count, curve.Fit.Count));
    }

    [Theory]
    [MemberData(nameof(TreeTrainerTests.All), MemberType = typeof(TreeTrainerTests))]
    public void Train_FitCurve_IsReportedWithEveryIteration(string type)
    {
        Reports reports = [];
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request("""{"n_estimators": 8, "fit_curve": true}""", tune: true, PlantedRows.Move), reports);

        LearningCurve curve = Assert.Single(model.Report.Curves);
        Assert.Equal(Enumerable.Range(1, 8).Select(i => new TrainingProgress(PlantedRows.Move, i, 8, curve.Fit[i - 1], curve.Tune[i - 1])), reports);
        Assert.True(curve.Fit[^1] < curve.Fit[0]);
    }
}
