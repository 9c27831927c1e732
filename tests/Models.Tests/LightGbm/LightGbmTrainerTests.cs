using ServerlessTraining.Domain;
using ServerlessTraining.Models.Tests.Trees;

namespace ServerlessTraining.Models.Tests.LightGbm;

public sealed class LightGbmTrainerTests
{
    [Fact]
    public void Train_NoOptions_TrainsWithTheCandleDefaults()
    {
        string text = TreeTraining.File("lightgbm", new PlantedRows().Request("""{"num_iterations": 1}""") with { Seed = 17 });

        foreach (string parameter in (string[])
            [
                "boosting: gbdt", "objective: binary", "metric: auc", "learning_rate: 0.05", "num_leaves: 31", "max_depth: 6", "min_data_in_leaf: 20",
                "min_sum_hessian_in_leaf: 0.001", "bagging_fraction: 1", "bagging_freq: 0", "feature_fraction: 1", "lambda_l1: 0", "lambda_l2: 0", "min_gain_to_split: 0",
                "max_bin: 255", "deterministic: 1", "force_row_wise: 1", "force_col_wise: 0", "seed: 17", "num_threads: 1",
            ])
        {
            Assert.Contains($"\n[{parameter}]\n", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(1UL << 31, 1)]
    [InlineData(1UL << 40, 512)]
    [InlineData(ulong.MaxValue, 3)]
    public void Train_AnySeed_IsFoldedToThirtyOneBits(ulong seed, int folded) => Assert.Contains(
        $"\n[seed: {folded}]\n", TreeTraining.File("lightgbm", new PlantedRows().Request("""{"num_iterations": 1}""") with { Seed = seed }), StringComparison.Ordinal);

    [Fact]
    public void Train_NoUsefulSplit_ForecastsTheBaseRate()
    {
        PlantedRows rows = new();
        using IModel model = TreeTraining.Train("lightgbm", rows.Request("""{"min_data_in_leaf": 800}"""));
        double rate = rows.Directions.AsSpan(PlantedRows.FitRows.First, PlantedRows.FitRows.Count).ToArray().Average();

        Assert.All(model.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Up), forecast => Assert.Equal(rate, forecast, 6));
        Assert.All(model.Report.Importance, share => Assert.Equal(0, share.Share));
        Assert.Equal(1, Assert.Single(model.Report.Curves).BestIteration);
    }

    [Fact]
    public void Train_ForestThatCannotSplit_IsRefused()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => TreeTraining.Train("random_forest", new PlantedRows().Request("""{"min_data_in_leaf": 400, "n_estimators": 3}""")));

        Assert.Equal(
            "A tree of the forest for direction_h3 found no split. "
            + "Fit on more rows, make min_data_in_leaf smaller or bagging_fraction larger, or look for features that never change.",
            error.Message);
    }
}
