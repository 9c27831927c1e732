using ServerlessTraining.Orchestration.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Specs of studies that are there already.</summary>
internal static class PresetSpecs
{
    public static PresetSpec Of(StudyResult study, string? description = null) => new()
    {
        Symbol = study.Spec.Symbol,
        Timeframe = study.Spec.Timeframe,
        Model = study.Spec.Model,
        FeatureSystem = study.Spec.FeatureSystem,
        Encoder = study.Spec.Encoder,
        Horizons = study.Spec.Horizons,
        Days = study.Spec.Days,
        FoldMode = study.Spec.FoldMode,
        Trials = study.Spec.Trials,
        Phases = study.Spec.Phases,
        Seed = (int)study.Spec.Seed,
        Objective = study.Spec.Objective,
        Space = study.Spec.Space,
        First = study.Spec.Defaults,
        Description = description,
        StudyId = study.StudyId,
    };
}
