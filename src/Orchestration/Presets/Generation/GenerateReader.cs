using System.Text.Json;
using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Reads requests from JSON: what fields there are and of what type. Whether the names and numbers in them can be used is for <see cref="PlanChecker"/>, which tells it
/// all at once with what the stored bars say.</summary>
internal static class GenerateReader
{
    private const string Source = "The request to generate presets";
    private static readonly string[] Rules = ["always", "when_better"];

    /// <exception cref="DocumentException">Something is wrong; all of it is told.</exception>
    public static GenerateRequest Read(string json) =>
        DocumentReader.Read(JsonDocumentReader.Read(json, Source), Source, value => value.Mapping(map =>
        {
            GenerateRequest usual = new();
            return new GenerateRequest
            {
                Symbols = Texts(map, "symbols"),
                Timeframes = Texts(map, "timeframes"),
                Features = Texts(map, "features"),
                Horizons = map.Optional("horizons", v => v.List(Horizons), null),
                Models = Texts(map, "models"),
                Plan = map.Optional("plan", v => v.List(item => item.Mapping(Item)), null),
                Quick = map.Optional("quick", v => v.Boolean(), false),
                Phases = map.Optional("phases", Whole, usual.Phases),
                MaxConfigs = map.Optional("max_configs", v => (int?)v.WholeNumber(1, int.MaxValue), null),
                Force = map.Optional("force", v => v.Boolean(), false),
                Seed = map.Optional("seed", v => v.WholeNumber(0, int.MaxValue), 0),
                Objective = map.Optional("objective", v => v.Text(), usual.Objective),
                Trials = map.Optional("trials", Trials, null),
                MaxParallel = map.Optional("max_parallel", v => v.WholeNumber(1, GenerateRequest.MostParallel), 1),
                Publish = map.Optional("publish", Rule, PublishRule.Always),
                Description = map.Optional("description", v => v.Text(), null),
            };
        }));

    /// <exception cref="DocumentException">Something is wrong; all of it is told.</exception>
    public static FromStudyRequest ReadFromStudy(string json)
    {
        const string Which = "The request for a preset from a study";
        return DocumentReader.Read(JsonDocumentReader.Read(json, Which), Which, value => value.Mapping(map => new FromStudyRequest(
            map.Required("study_id", v => v.Text()),
            map.Optional("name", v => v.Text(), null),
            map.Optional("description", v => v.Text(), null))));
    }

    private static PlanItem Item(MappingReader map) => new()
    {
        Symbol = map.Required("symbol", v => v.Text()),
        Timeframe = map.Required("timeframe", v => v.Text()),
        Features = map.Required("features", v => v.Text()),
        Horizons = map.Required("horizons", Horizons),
        Priority = map.Optional("priority", v => v.WholeNumber(1, GenerateRequest.LastPriority), GenerateRequest.UsualPriority),
        Model = map.Optional("model", v => v.Text(), null),
        Encoder = map.Optional("encoder", v => v.Text(), null),
        Days = map.Optional("days", v => (int?)Whole(v), null),
        Folds = map.Optional("folds", v => v.Text(), null),
        Trials = map.Optional("trials", Trials, null),
        Space = map.Optional("space", v => (JsonElement?)Json(v), null),
        First = map.Optional("first", v => v.List(Json), null),
        Phases = map.Optional("phases", v => (int?)Whole(v), null),
        Seed = map.Optional("seed", v => (int?)v.WholeNumber(0, int.MaxValue), null),
        Objective = map.Optional("objective", v => v.Text(), null),
        Publish = map.Optional("publish", v => (PublishRule?)Rule(v), null),
        Force = map.Optional("force", v => (bool?)v.Boolean(), null),
    };

    private static IReadOnlyList<string>? Texts(MappingReader map, string key) => map.Optional(key, v => v.OneOrMore(item => item.Text()), null);

    private static IReadOnlyList<int> Horizons(DocumentValue value) => value.OneOrMore(Whole);

    private static PlanTrials? Trials(DocumentValue value) =>
        value.Mapping(map => new PlanTrials(Count(map, "broad"), Count(map, "focused"), Count(map, "local"), Count(map, "seeds")));

    private static int? Count(MappingReader map, string key) => map.Optional(key, v => (int?)v.WholeNumber(1, int.MaxValue), null);

    private static PublishRule Rule(DocumentValue value) => value.OneOf(Rules) == Rules[1] ? PublishRule.WhenBetter : PublishRule.Always;

    private static int Whole(DocumentValue value) => value.WholeNumber(int.MinValue, int.MaxValue);

    private static JsonElement Json(DocumentValue value)
    {
        using JsonDocument json = JsonDocument.Parse(value.Canonical());
        return json.RootElement.Clone();
    }
}
