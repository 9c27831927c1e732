using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Orchestration.Presets;

/// <summary>What a training needs of a preset: the file that `st presets apply` writes and `st train --config`, grids and candle runs take.</summary>
/// <param name="HyperParameters">A canonical JSON object.</param>
public sealed record PresetConfig(
    string Preset, int Version, string Symbol, string Timeframe, string Model, string FeatureSystem, string Encoder, IReadOnlyList<int> Horizons, int Days, int Seed,
    string HyperParameters)
{
    /// <summary>Of an ensemble, of which nothing else but preset and version is written; empty for every other preset.</summary>
    public IReadOnlyList<PresetConfig> Members { get; init; } = [];

    /// <summary>Itself, or the members of an ensemble: what is trained.</summary>
    public IReadOnlyList<PresetConfig> Trained => Members.Count > 0 ? Members : [this];

    public static PresetConfig Of(PresetName name, int version, PresetContent content)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(content);
        return new PresetConfig(
            name.Text, version, name.Symbol.Name, name.Timeframe.Name, content.Model.Type, content.Features.System, content.Features.Encoder, content.Horizons,
            content.Training.Days, (int)content.Training.Seed, content.HyperParameters);
    }

    /// <summary>Whether a JSON object means to be such a file.</summary>
    public static bool IsOne(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return json.ContainsKey("preset");
    }

    /// <param name="source">The file's name, as the head of an error text.</param>
    /// <exception cref="DocumentException">Something is wrong; all of it is told.</exception>
    public static PresetConfig Parse(string json, string source) => DocumentReader.Read(JsonDocumentReader.Read(json, source), source, Read);

    public PresetConfig With(PresetConfig member) => this with { Members = [.. Members, member] };

    public JsonObject ToJson() => Members.Count > 0
        ? new JsonObject { ["preset"] = Preset, ["version"] = Version, ["members"] = new JsonArray([.. Members.Select(member => member.ToJson())]) }
        : new JsonObject
        {
            ["preset"] = Preset,
            ["version"] = Version,
            ["symbol"] = Symbol,
            ["timeframe"] = Timeframe,
            ["model"] = Model,
            ["feature_system"] = FeatureSystem,
            ["encoder"] = Encoder,
            ["horizons"] = Numbers([this], config => config.Horizons),
            ["days"] = Days,
            ["seed"] = Seed,
            ["hyper_parameters"] = JsonNode.Parse(HyperParameters),
        };

    /// <summary>The grid of it: every model with every feature system, horizon and window of the members, because a grid multiplies.</summary>
    public JsonObject ToGrid() => new()
    {
        ["name"] = Preset,
        ["models"] = new JsonArray(
        [
            .. Trained.DistinctBy(config => (config.Model, config.HyperParameters))
                .Select(config => new JsonObject { ["type"] = config.Model, ["hyper_parameters"] = JsonNode.Parse(config.HyperParameters) }),
        ]),
        ["symbols"] = Texts(config => config.Symbol),
        ["timeframes"] = Texts(config => config.Timeframe),
        ["days"] = Numbers(Trained, config => [config.Days]),
        ["horizons"] = Numbers(Trained, config => config.Horizons),
        ["encoders"] = Texts(config => config.Encoder),
        ["feature_systems"] = Texts(config => config.FeatureSystem),
        ["seeds"] = Numbers(Trained, config => [config.Seed]),
    };

    private static JsonArray Numbers(IEnumerable<PresetConfig> configs, Func<PresetConfig, IReadOnlyList<int>> numbers) =>
        [.. configs.SelectMany(numbers).Distinct().Order().Select(number => (JsonNode)number)];

    private JsonArray Texts(Func<PresetConfig, string> text) => [.. Trained.Select(text).Distinct(StringComparer.Ordinal).Select(value => (JsonNode)value)];

    private static PresetConfig Read(DocumentValue value)
    {
        bool isEnsemble = value.Node is DocumentMapping mapping && mapping.Entries.Any(entry => entry.Key == "members");
        if (!isEnsemble) return value.Mapping(ReadOne);
        return value.Mapping(map =>
        {
            string preset = map.Required("preset", v => v.Text());
            int version = map.Required("version", v => v.WholeNumber(1, int.MaxValue));
            IReadOnlyList<PresetConfig> members = map.Required("members", v => v.List(member => member.Mapping(ReadOne)));
            if (value.HasErrors) return null!;
            if (members.Count == 0) value.Error("has no members; an ensemble has at least 2");
            return members.Count == 0 ? null! : members[0] with { Preset = preset, Version = version, Model = ArchitectureNames.EnsembleType, Members = members };
        });
    }

    private static PresetConfig ReadOne(MappingReader map) => new(
        map.Required("preset", v => v.Text()),
        map.Required("version", v => v.WholeNumber(1, int.MaxValue)),
        map.Required("symbol", v => v.Parsed<Symbol>(Domain.Market.Symbol.TryParse, "a symbol such as BTCUSDT")).ToString(),
        map.Required("timeframe", v => v.Parsed<Timeframe>(Domain.Market.Timeframe.TryParse, "a timeframe such as 1h")).ToString(),
        map.Required("model", v => v.OneOf(GridVocabulary.BuiltIn.Models)),
        map.Required("feature_system", v => v.OneOf([.. FeatureSystems.All.Select(system => system.Name)])),
        map.Required("encoder", v => v.OneOf([.. FeatureEncoders.All.Select(encoder => encoder.Name)])),
        map.Required("horizons", v => v.List(horizon => horizon.WholeNumber(GridLimits.MinHorizon, GridLimits.MaxHorizon))),
        map.Required("days", v => v.WholeNumber(GridLimits.MinDays, GridLimits.MaxDays)),
        map.Required("seed", v => v.WholeNumber(0, int.MaxValue)),
        map.Required("hyper_parameters", Object));

    private static string Object(DocumentValue value)
    {
        string canonical = value.Canonical();
        if (value.Node is not DocumentMapping) value.Error($"must be a mapping of names to values, but is {value.Node.Describe()}");
        return canonical;
    }
}
