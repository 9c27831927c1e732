using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Cli.Requests;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Orchestration.Presets;

namespace ServerlessTraining.Cli.Candles;

/// <summary>What a single training from a candle and a batch of them let choose.</summary>
internal static class CandleFields
{
    /// <summary>Option and field of each param, which a proposal has too.</summary>
    public static IReadOnlyList<string> Params { get; } = ["learning_rate", "num_leaves", "max_depth", Rows];

    private const string Model = "lightgbm";

    // LightGBM knows it by two names, and searches use the other one.
    private const string Rows = "min_child_samples";
    private const string OtherName = "min_data_in_leaf";

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
        .Preset((preset, parsed) => Fields(context, preset, parsed));

    /// <summary>What a training from a candle takes of a preset; what it has no place for, or not as it is, is told.</summary>
    private static JsonObject Fields(CliContext context, PresetConfig preset, ParseResult parsed)
    {
        if (preset.Members.Count > 0 || preset.Model != Model)
        {
            throw new CliException(
                $"{preset.Preset} is of {preset.Model}, and a training from a candle is of {Model}. Choose a preset of LightGBM: ./st presets list --architecture LightGBM.");
        }

        JsonObject chosen = [];
        List<string> left = [];
        foreach ((string name, JsonNode? value) in JsonNode.Parse(preset.HyperParameters)!.AsObject())
        {
            string param = name == OtherName ? Rows : name;
            if (!Params.Contains(param) || value?.GetValueKind() != JsonValueKind.Number)
            {
                left.Add(name);
                continue;
            }

            CandleRange range = CandleOptions.Ranges.Single(one => one.Option == $"params.{param}");
            double there = value.GetValue<double>();
            double here = Nearest(param, there, range);
            chosen[param] = here;
            if (here == there || parsed.GetResult($"--{param.Replace('_', '-')}") is not null) continue;
            string bounds = string.Create(CultureInfo.InvariantCulture, $"{name} is {there} there and {here} here, where {range.Least} to {range.Most} can be chosen.");
            context.Errors.WriteLine($"{preset.Preset}: {bounds}");
        }

        if (left.Count > 0) context.Errors.WriteLine($"{preset.Preset}: a training from a candle has its own {string.Join(", ", left)}; the preset's are left out.");
        return new JsonObject { ["params"] = chosen, ["feature_set"] = preset.FeatureSystem, ["seed"] = preset.Seed };
    }

    /// <summary>LightGBM takes a depth of 0 and less for no limit.</summary>
    private static double Nearest(string param, double value, CandleRange range) =>
        param == "max_depth" && value <= 0 ? range.Most : Math.Clamp(value, range.Least, range.Most);
}
