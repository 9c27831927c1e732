using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Orchestration.Tests.Presets.Generation;

/// <summary>Specs for tests.</summary>
internal static class PresetSpecOf
{
    public static PresetSpec Ridge(params IReadOnlyList<int> horizons) => new()
    {
        Symbol = "TESTUSDT",
        Timeframe = "1h",
        Model = "ridge",
        FeatureSystem = "v1",
        Encoder = "absolute",
        Horizons = horizons,
        Days = 180,
        FoldMode = "quick",
        Trials = PhaseTrials.Quick,
        Phases = 4,
        Seed = 0,
        Objective = "roc_auc",
        Space = SearchSpaces.TextOf("ridge"),
        First = SearchSpaces.DefaultsOf("ridge"),
    };
}
