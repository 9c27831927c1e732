using System.Globalization;
using System.Text.Json;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Tests.Trees;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.LightGbm;

/// <summary>LightGBM's command line trained its own examples without sampling; what it printed comes out here, digit for digit.</summary>
public sealed class LightGbmExampleTests
{
    private const string Binary = "\"learning_rate\": 0.1, \"num_leaves\": 63, \"max_depth\": -1, \"min_data_in_leaf\": 50, \"min_sum_hessian_in_leaf\": 5";
    private const string Regression = "\"learning_rate\": 0.05, \"num_leaves\": 31, \"max_depth\": -1, \"min_data_in_leaf\": 100, \"min_sum_hessian_in_leaf\": 5";

    [Theory]
    [InlineData("binary_classification", "no_sampling", "auc", Binary + ", \"num_iterations\": 100, \"early_stopping_round\": 0, \"metric\": \"auc\"")]
    [InlineData("binary_classification", "no_sampling", "binary_logloss", Binary + ", \"num_iterations\": 100, \"early_stopping_round\": 0, \"metric\": \"binary_logloss\"")]
    [InlineData(
        "binary_classification",
        "no_sampling_no_weights_early_stop",
        "binary_logloss",
        Binary + ", \"num_iterations\": 1000, \"early_stopping_round\": 20, \"metric\": \"binary_logloss\"")]
    [InlineData("regression", "no_sampling_no_init", "l2", Regression + ", \"num_iterations\": 100, \"early_stopping_round\": 0")]
    public void Train_ExampleOfLightGbm_PrintsWhatTheCommandLineDid(string folder, string run, string metric, string options)
    {
        Assert.SkipUnless(LightGbmExample.IsThere, "Set-up could not bring LightGBM's examples to .native/lightgbm-examples (no registry, or ST_LIGHTGBM names a library).");
        JsonElement expected = Reference(folder, run);
        Target target = folder == "regression" ? PlantedRows.Move : PlantedRows.Up;
        LightGbmExample example = new(folder, folder.Split('_')[0], target, weighted: run == "no_sampling");

        using IModel model = TreeTraining.Train("lightgbm", example.Request with { Options = HyperParameters.Parse($$"""{{{options}}, "fit_curve": true}""") });

        LearningCurve curve = Assert.Single(model.Report.Curves);
        int rounds = curve.Tune.Count;
        Assert.Equal(expected.GetProperty("trees_in_model").GetInt32(), curve.BestIteration);
        // Where it stopped early the command line printed the best round once more.
        Assert.Equal(Numbers(expected.GetProperty("metrics").GetProperty($"training {metric}")).Take(rounds), curve.Fit.Select(Printed));
        Assert.Equal(Numbers(expected.GetProperty("metrics").GetProperty($"valid_1 {metric}")).Take(rounds), curve.Tune.Select(Printed));
        double[] forecasts = Numbers(expected.GetProperty("test_predictions"));
        double[] found = model.Predict(example.Features, example.Test, target);
        for (int i = 0; i < forecasts.Length; i++) Assert.Equal(forecasts[i], found[i], 6e-9);
    }

    private static JsonElement Reference(string example, string run)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.PathOf("tests", "Models.Tests", "Reference", "lightgbm_examples.json")));
        return document.RootElement.GetProperty("runs").EnumerateArray()
            .Single(one => one.GetProperty("example").GetString() == example && one.GetProperty("run").GetString() == run)
            .Clone();
    }

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetDouble())];

    /// <summary>As C prints it with %g.</summary>
    private static double Printed(double value) => double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
