using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Tests.Trees;

public sealed class TreeTrainerTests
{
    private const string Drawn = """{"n_estimators": 20, "subsample": 0.7, "colsample_bytree": 0.7}""";
    private const string DrawnEach = """{"n_estimators": 20, "subsample": 0.7, "subsample_freq": 1, "colsample_bytree": 0.7}""";

    public static TheoryData<string> All => [.. TreeLibraries.TreeTypes];

    [Theory]
    [MemberData(nameof(All))]
    public void Train_SameRequest_GivesTheSameBytes(string type)
    {
        TrainingRequest request = new PlantedRows().Request(Sampling(type)) with { Threads = 2, Seed = 11 };

        Assert.Equal(TreeTraining.File(type, request), TreeTraining.File(type, request));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_OtherSeed_DrawsOtherRows(string type)
    {
        PlantedRows rows = new();
        TrainingRequest request = rows.Request(Sampling(type));
        using IModel one = TreeTraining.Train(type, request with { Seed = 1 });
        using IModel other = TreeTraining.Train(type, request with { Seed = 1UL << 40 });

        Assert.NotEqual(one.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up), other.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_PlantedSignal_IsLearnedByBothKinds(string type)
    {
        PlantedRows rows = new();
        using IModel model = TreeTraining.Train(type, rows.Request("""{"n_estimators": 60}""", tune: true, PlantedRows.Up, PlantedRows.Move));

        double[] up = model.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up);
        double[] move = model.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Move);

        ReadOnlySpan<double> directions = rows.Directions.AsSpan(PlantedRows.TestRows.First, up.Length);
        ReadOnlySpan<double> returns = rows.Returns.AsSpan(PlantedRows.TestRows.First, up.Length);
        int right = 0;
        double squares = 0;
        double around = 0;
        for (int i = 0; i < up.Length; i++)
        {
            right += up[i] > 0.5 == directions[i] > 0.5 ? 1 : 0;
            squares += (move[i] - returns[i]) * (move[i] - returns[i]);
            around += (0.002 - returns[i]) * (0.002 - returns[i]);
        }

        Assert.All(up, value => Assert.InRange(value, 0, 1));
        Assert.True(right > 680, $"{right} of {up.Length} directions are right");
        Assert.True(squares < 0.75 * around, $"{squares} is left of {around}");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_TuneLabelsAndFeaturesChanged_GrowsTheSameTrees(string type)
    {
        PlantedRows rows = new();
        TrainingRequest request = rows.Request(Endless(type), tune: true);
        PlantedRows other = new();
        for (int row = PlantedRows.TuneRows.First; row < PlantedRows.TuneRows.End; row++)
        {
            other.Directions[row] = 1 - other.Directions[row];
            other.Values[row * 6] *= 1e6;
        }

        string trees = TreeTraining.File(type, request);

        Assert.Equal(trees, TreeTraining.File(type, request with { Tune = other.Of(PlantedRows.TuneRows) }));
        Assert.Equal(trees, TreeTraining.File(type, request with { Tune = null }));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_SeveralTargets_EachAsTrainedAlone(string type)
    {
        PlantedRows rows = new();
        using IModel both = TreeTraining.Train(type, rows.Request("""{"n_estimators": 10}""", tune: false, PlantedRows.Up, PlantedRows.Move));

        IReadOnlyDictionary<string, byte[]> files = both.ToFiles();

        string extension = files.Keys.First().Split('.')[1];
        Assert.Equal([$"direction_h3.{extension}", $"return_h1.{extension}"], files.Keys);
        foreach (Target target in both.Targets)
        {
            using IModel alone = TreeTraining.Train(type, rows.Request("""{"n_estimators": 10}""", tune: false, target));
            Assert.Equal(alone.ToFiles().Single().Value, files[$"{target}.{extension}"]);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_RowsInTwoRangesThatMeet_AsInOne(string type)
    {
        PlantedRows rows = new();
        TrainingRequest request = rows.Request("""{"n_estimators": 10}""");

        Assert.Equal(
            TreeTraining.File(type, request),
            TreeTraining.File(type, request with { Fit = rows.Of(new RowRange(PlantedRows.FitRows.First, 400), new RowRange(400, PlantedRows.FitRows.End)) }));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_RowsWithoutLabel_AsIfTheyWereNotThere(string type)
    {
        PlantedRows rows = new();
        Samples around = rows.Of(new RowRange(PlantedRows.FitRows.First, 400), new RowRange(420, PlantedRows.FitRows.End));
        TrainingRequest request = rows.Request("""{"n_estimators": 10}""") with { Fit = around };
        Array.Fill(rows.Directions, double.NaN, 400, 20);

        Assert.Equal(TreeTraining.File(type, request), TreeTraining.File(type, rows.Request("""{"n_estimators": 10}""")));
    }

    [Theory]
    [InlineData("lightgbm", """{"n_estimators": 10, "min_data_in_leaf": 0, "min_sum_hessian_in_leaf": 5}""")]
    [InlineData("xgboost", """{"n_estimators": 10, "min_child_weight": 5}""")]
    [InlineData("gradient_boosting", """{"n_estimators": 10, "min_child_weight": 5}""")]
    public void Train_WeightTwo_IsTheRowTwice(string type, string options)
    {
        // Features of few values, so that repeated rows do not move the bins.
        PlantedRows rows = new(levels: 8);
        int first = PlantedRows.FitRows.First;
        int count = PlantedRows.FitRows.Count;
        double[] weights = [.. Enumerable.Range(0, rows.Directions.Length).Select(row => row % 3 == 0 ? 2.0 : 1)];
        int[] repeated = [.. Enumerable.Range(first, count).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        FeatureMatrix features = new(rows.Features.Names, [.. repeated.SelectMany(row => rows.Features.Row(row).ToArray())], warmUp: 0);
        Dictionary<Target, double[]> labels = new() { [PlantedRows.Up] = [.. repeated.Select(row => rows.Directions[row])] };
        Samples twice = new(features, [new RowRange(0, repeated.Length)], labels);
        TrainingRequest request = rows.Request(options) with { Fit = rows.Weighted(weights, PlantedRows.FitRows) };

        using IModel weighted = TreeTraining.Train(type, request);
        using IModel doubled = TreeTraining.Train(type, request with { Fit = twice });
        using IModel plain = TreeTraining.Train(type, rows.Request(options));

        double[] expected = doubled.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up);
        Assert.Equal(expected, weighted.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.NotEqual(expected, plain.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up), (one, other) => Math.Abs(one - other) < 1e-6);
    }

    [Fact]
    public void Train_ForestWithHeavyRows_ForecastsTheWeightedShare()
    {
        PlantedRows rows = new();
        double[] weights = [.. rows.Directions.Select(direction => direction > 0 ? 20.0 : 1)];
        TrainingRequest request = rows.Request("""{"n_estimators": 30}""");
        using IModel plain = TreeTraining.Train("random_forest", request);
        using IModel weighted = TreeTraining.Train("random_forest", request with { Fit = rows.Weighted(weights, PlantedRows.FitRows) });

        double share = rows.Directions.AsSpan(PlantedRows.FitRows.First, PlantedRows.FitRows.Count).ToArray().Average();
        Assert.InRange(plain.Predict(rows.Features, PlantedRows.FitRows, PlantedRows.Up).Average() - share, -0.02, 0.02);
        double heavy = 20 * share / ((20 * share) + (1 - share));
        double[] forecasts = weighted.Predict(rows.Features, PlantedRows.FitRows, PlantedRows.Up);
        double[] fitWeights = weights[PlantedRows.FitRows.First..PlantedRows.FitRows.End];
        double mean = forecasts.Zip(fitWeights).Sum(one => one.First * one.Second) / fitWeights.Sum();
        Assert.InRange(mean - heavy, -0.02, 0.02);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_Importance_FindsThePlantedFeature(string type)
    {
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request("""{"n_estimators": 30}""", tune: false, PlantedRows.Up, PlantedRows.Move));

        foreach (Target target in model.Targets)
        {
            FeatureImportance[] shares = [.. model.Report.Importance.Where(share => share.Target == target)];
            Assert.Equal(model.FeatureNames, shares.Select(share => share.Feature));
            Assert.Equal(1, shares.Sum(share => share.Share), 12);
            Assert.Equal("signal", shares.MaxBy(share => share.Share)!.Feature);
            Assert.True(shares.Single(share => share.Feature == "signal").Share > 0.4);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_Nothing_IsRefusedByName(string type)
    {
        TrainingRequest wrong = new PlantedRows().Request("{}") with { Targets = [Target.Return(9)], Threads = 0 };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => TreeTraining.Train(type, wrong));

        Assert.Equal("Nothing can be trained: threads is 0; 1 to 256 are allowed; fit has no labels for return_h9.", error.Message);
    }

    private static string Sampling(string type) => type == "lightgbm" ? DrawnEach : Drawn;

    private static string Endless(string type) => type == "random_forest" ? """{"n_estimators": 15}""" : """{"n_estimators": 15, "early_stopping_rounds": 0}""";
}
