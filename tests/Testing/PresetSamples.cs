using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Testing;

/// <summary>Contents of presets that break no rule.</summary>
public static class PresetSamples
{
    public static DateTimeOffset Start { get; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static PresetName Name { get; } = PresetName.Parse("BTCUSDT_1h_v2_LightGBM_multi_h1-3");

    /// <summary>The least that a preset of this name must say.</summary>
    /// <param name="name">Null for <see cref="Name"/>.</param>
    /// <param name="leaves">Tells contents apart.</param>
    /// <param name="rocAuc">On the validation folds.</param>
    public static PresetContent Content(PresetName? name = null, int leaves = 31, double? rocAuc = 0.56)
    {
        name ??= Name;
        return new PresetContent
        {
            Dataset = new PresetDataset("5f3a", Start, Start.AddDays(365), 8760),
            Features = new PresetFeatures(name.FeatureSystem, "1", "absolute", ["4h"]),
            Model = new PresetModel(ArchitectureNames.Default.ModelTypeOf(name.Architecture), name.Architecture),
            Horizons = name.Horizons,
            HyperParameters = name.Architecture switch
            {
                "LightGBM" => $"{{\"learning_rate\":0.05,\"num_leaves\":{leaves}}}",
                "XGBoost" or "GradientBoosting" => """{"learning_rate":0.05}""",
                _ => "{}",
            },
            ValidationMetrics = new Dictionary<string, double?> { ["roc_auc"] = rocAuc, ["hit_rate_tp1"] = null },
            Training = new PresetTraining(180, "quick", null, 1, 7),
            Status = PresetStatus.Published,
        };
    }

    /// <summary>With everything that a preset can say.</summary>
    public static PresetContent Whole(PresetName? name = null) => Content(name) with
    {
        Search = new PresetSearch(
            "study-1", 4, 75, 7, "roc_auc", 0.571, new Dictionary<string, double> { ["learning_rate"] = 0.7, ["num_leaves"] = 0.3 },
            """{"learning_rate":{"high":0.3,"log":true,"low":0.01}}"""),
        HeldOut = new PresetHeldOut(
            Start.AddDays(365), Start.AddDays(400), new Dictionary<string, double?> { ["roc_auc"] = 0.55 }, new Dictionary<string, double?> { ["roc_auc"] = 0.53 }, 0.9, 1,
            BeatsDefaults: true, "It beats the defaults."),
        Stability = new PresetStability([new PresetSeed(7, 0.57), new PresetSeed(8, 0.56), new PresetSeed(9, 0.55)], 0.56, 0.0082, 8),
        AutoValidated = true,
        Inputs = new Dictionary<string, PresetDistribution> { ["close"] = new([1.5, 2.5], [0.25, 0.5, 0.25]) },
    };

    public static PresetContent Ensemble(params PresetMember[] members) => Content() with
    {
        Model = new PresetModel(ArchitectureNames.EnsembleType, ArchitectureNames.EnsembleWord),
        HyperParameters = "{}",
        Members = members,
    };
}
