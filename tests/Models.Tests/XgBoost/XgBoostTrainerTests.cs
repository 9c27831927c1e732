using ServerlessTraining.Domain;
using ServerlessTraining.Models.Tests.Trees;
using ServerlessTraining.Models.XgBoost;

namespace ServerlessTraining.Models.Tests.XgBoost;

public sealed class XgBoostTrainerTests
{
    public static TheoryData<string> Both => ["xgboost", "gradient_boosting"];

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_OneSmallStep_StartsFromTheMean(string type)
    {
        PlantedRows rows = new();
        double mean = rows.Returns.AsSpan(PlantedRows.FitRows.First, PlantedRows.FitRows.Count).ToArray().Average();
        double[] weights = [.. rows.Returns.Select(move => move > 0 ? 3.0 : 1)];
        TrainingRequest request = rows.Request("""{"n_estimators": 1, "learning_rate": 0.0001}""", tune: false, PlantedRows.Move);
        using IModel model = TreeTraining.Train(type, request);
        using IModel weighted = TreeTraining.Train(type, request with { Fit = rows.Weighted(weights, PlantedRows.FitRows) });

        Assert.Equal(mean, model.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Move).Average(), 5);
        Assert.True(weighted.Predict(rows.Features, PlantedRows.TestRows, PlantedRows.Move).Average() > mean + 0.002);
    }

    [Theory]
    [InlineData("xgboost", """{"n_estimators": 3}""", 6)]
    [InlineData("gradient_boosting", """{"n_estimators": 3}""", 3)]
    public void Train_NoOptions_GrowsToTheDefaultDepth(string type, string options, int depth)
    {
        PlantedRows rows = new();

        string text = TreeTraining.File(type, rows.Request(options));

        Assert.Equal(TreeTraining.File(type, rows.Request($$"""{"n_estimators": 3, "max_depth": {{depth}}}""")), text);
        Assert.NotEqual(TreeTraining.File(type, rows.Request($$"""{"n_estimators": 3, "max_depth": {{depth - 1}}}""")), text);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_FeatureBeyondSinglePrecision_IsRefusedByName(string type)
    {
        PlantedRows rows = new();
        rows.Values[(100 * 6) + 2] = -1e39;

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => TreeTraining.Train(type, rows.Request("{}")));

        Assert.Equal(
            "Feature signal is -1E+39 in one of the fit rows, but XGBoost keeps single precision: at most 3.4028235E+38 is allowed. Scale the feature.", error.Message);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Train_TuneMetricOfReturns_HasAllItsDigits(string type)
    {
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request("""{"n_estimators": 5}""", tune: true, PlantedRows.Move));

        Assert.All(Assert.Single(model.Report.Curves).Tune, metric => Assert.NotEqual(Math.Round(metric, 12), metric));
    }
}
