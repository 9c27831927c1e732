using System.Text.Json;
using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Everything that decides an entry of a plan, with nothing left to defaults: as the entry stores it.</summary>
internal sealed record PresetSpec
{
    public required string Symbol { get; init; }

    public required string Timeframe { get; init; }

    public required string Model { get; init; }

    public required string FeatureSystem { get; init; }

    public required string Encoder { get; init; }

    public required IReadOnlyList<int> Horizons { get; init; }

    public required int Days { get; init; }

    /// <summary>quick or full.</summary>
    public required string FoldMode { get; init; }

    public required PhaseTrials Trials { get; init; }

    public required int Phases { get; init; }

    public required int Seed { get; init; }

    public required string Objective { get; init; }

    /// <summary>Canonical JSON of the search space.</summary>
    public required string Space { get; init; }

    /// <summary>Canonical JSON: a list of points that are tried first.</summary>
    public required string First { get; init; }

    public PublishRule Publish { get; init; }

    public string? Description { get; init; }

    /// <summary>Of a study that is there already; null for one that the entry makes.</summary>
    public string? StudyId { get; init; }

    /// <summary>From the parts: what it makes cannot be called anything else.</summary>
    [JsonIgnore]
    public PresetName Name => PresetName.Create(
        Domain.Market.Symbol.Parse(Symbol), Domain.Market.Timeframe.Parse(Timeframe), FeatureSystem, ArchitectureNames.Default.WordOf(Model), Horizons);

    public static PresetSpec Of(JsonElement stored) => stored.Deserialize<PresetSpec>(ApiJson.Options)!;

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, ApiJson.Options);

    public StudySpec StudyOn(string dataFingerprint) => new()
    {
        Symbol = Symbol,
        Timeframe = Timeframe,
        Model = Model,
        FeatureSystem = FeatureSystem,
        Encoder = Encoder,
        Horizons = Horizons,
        Space = Space,
        Defaults = First,
        Trials = Trials,
        Phases = Phases,
        Seed = (ulong)Seed,
        Objective = Objective,
        Days = Days,
        FoldMode = FoldMode,
        DataFingerprint = dataFingerprint,
    };

    /// <summary>The folds of the search, as its study plans them: they do not depend on which bars it finds.</summary>
    public FoldOptions SearchFolds() => StudyPlanner.FoldsOf(StudyOn(dataFingerprint: ""));

    /// <param name="encoder">Null for the spec's own.</param>
    public TrainingConfiguration ConfigurationOf(int horizon, string hyperParameters, string? encoder = null) => TrainingConfiguration.Of(
        Model,
        FeatureSystems.Parse(FeatureSystem),
        encoder ?? Encoder,
        indicatorTimeframes: null,
        Domain.Market.Symbol.Parse(Symbol),
        Domain.Market.Timeframe.Parse(Timeframe),
        Days,
        horizon,
        HyperParameters.Parse(hyperParameters));
}
