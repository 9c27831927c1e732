using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Requests;
using ServerlessTraining.Orchestration.Presets;

namespace ServerlessTraining.Cli.Candles;

/// <summary>What a single training from a candle and a batch of them let choose.</summary>
internal static class CandleFields
{
    /// <summary>Option and field of each param, which a proposal has too.</summary>
    public static IReadOnlyList<string> Params { get; } = ["learning_rate", "num_leaves", "max_depth", "min_child_samples"];

    private const string Model = "lightgbm";

    public static RequestFields Create(CliContext context) => new RequestFields()
        .Number("--years", "train_years", "Years of bars to train on, 0.5 to 10. Default 3.")
        .Whole("--window", "test_window_size", "Bars of a test window, 10 to 100. Default 35.")
        .Number("--learning-rate", "params.learning_rate", "Share of a tree's forecast that is taken, 0.01 to 0.2. Default 0.05.")
        .Whole("--num-leaves", "params.num_leaves", "Leaves of a tree at most, 15 to 63. Default 31.")
        .Whole("--max-depth", "params.max_depth", "Levels of a tree at most, 3 to 12. Default 6.")
        .Whole("--min-child-samples", "params.min_child_samples", "Rows in a leaf at least, 10 to 50. Default 20.")
        .Text("--features", "feature_set", "poc16, poc16+ma5, v1 or v2. Default poc16.")
        .Whole("--folds", "folds", "Tests before the candle, for how stable the figures are; 0 to 10. Default 0.")
        .Whole("--windows", "windows", "Test windows after the candle, 1 to 10. Default 1.")
        .Whole("--optimize", "optimize_seconds", "Seconds to look for better params first: 10 to 120, or 0. Default 0.")
        .Number("--threshold", "threshold", "From which probability on predictions of other bars say up. Default 0.5.")
        .Whole("--seed", "seed", "Of everything random. Default 1.")
        .Preset((preset, _) => Fields(context, preset));

    /// <summary>What a training from a candle takes of a preset; what it has no place for is told.</summary>
    private static JsonObject Fields(CliContext context, PresetConfig preset)
    {
        if (preset.Members.Count > 0 || preset.Model != Model)
        {
            throw new CliException(
                $"{preset.Preset} is of {preset.Model}, and a training from a candle is of {Model}. Choose a preset of LightGBM: ./st presets list --architecture LightGBM.");
        }

        JsonObject options = JsonNode.Parse(preset.HyperParameters)!.AsObject();
        JsonObject chosen = new(options.Where(option => Params.Contains(option.Key)).Select(option => KeyValuePair.Create(option.Key, option.Value?.DeepClone())));
        string[] left = [.. options.Select(option => option.Key).Where(name => !Params.Contains(name))];
        if (left.Length > 0) context.Errors.WriteLine($"{preset.Preset}: a training from a candle has its own {string.Join(", ", left)}; the preset's are left out.");
        return new JsonObject { ["params"] = chosen, ["feature_set"] = preset.FeatureSystem, ["seed"] = preset.Seed };
    }
}
