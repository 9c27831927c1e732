using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>Fold options as canonical JSON: how they travel to the process that trains, which makes the plan from them again.</summary>
internal static class FoldOptionsText
{
    private const string Source = "The fold options";
    private const string TimeWanted = "a time in UTC such as 2026-01-05T12:00:00Z";

    /// <summary>Options that give the same plan give the same text, but for values that their mode does not read.</summary>
    public static string Write(FoldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        JsonObject json = new()
        {
            ["mode"] = options.Mode.Name(),
            ["horizons"] = new JsonArray([.. options.Horizons.Distinct().Order().Select(horizon => JsonValue.Create(horizon))]),
            ["entry_delay"] = options.EntryDelay,
            ["min_train_days"] = options.MinTrainDays,
            ["max_folds"] = options.MaxFolds,
            ["embargo"] = options.Embargo.ToString(),
            ["tune_fraction"] = options.TuneFraction,
            ["groups"] = options.Groups,
            ["test_groups"] = options.TestGroups,
            ["set_final_segment_aside"] = options.SetFinalSegmentAside,
        };
        if (options.Days is { } days) json["days"] = days;
        if (options.TestDays is { } testDays) json["test_days"] = testDays;
        if (options.Candle is { } candle) json["candle"] = Domain.TimeInterval.Text(candle);
        return CanonicalJson.Write(json);
    }

    /// <summary>What is left out has its default. Ranges are not looked at: the planner does.</summary>
    /// <exception cref="DocumentException">Something is wrong; all of it is told.</exception>
    public static FoldOptions Read(string json) =>
        DocumentReader.Read(JsonDocumentReader.Read(json, Source), Source, value => value.Mapping(map =>
        {
            FoldOptions otherwise = new() { Mode = FoldMode.Quick, Horizons = [] };
            return otherwise with
            {
                Mode = map.Required("mode", Mode),
                Horizons = map.Required("horizons", v => v.List(Count)),
                EntryDelay = map.Optional("entry_delay", Count, otherwise.EntryDelay),
                Days = map.Optional("days", v => (int?)Count(v), null),
                MinTrainDays = map.Optional("min_train_days", Count, otherwise.MinTrainDays),
                TestDays = map.Optional("test_days", v => (int?)Count(v), null),
                MaxFolds = map.Optional("max_folds", Count, otherwise.MaxFolds),
                Embargo = map.Optional("embargo", v => v.Parsed<Embargo>(Embargo.TryParse, "an embargo such as none, 24 bars, 36h or 2d"), otherwise.Embargo),
                TuneFraction = map.Optional("tune_fraction", v => v.Number(), otherwise.TuneFraction),
                Candle = map.Optional("candle", v => (DateTimeOffset?)v.Parsed<DateTimeOffset>(TryTime, TimeWanted), null),
                Groups = map.Optional("groups", Count, otherwise.Groups),
                TestGroups = map.Optional("test_groups", Count, otherwise.TestGroups),
                SetFinalSegmentAside = map.Optional("set_final_segment_aside", v => v.Boolean(), otherwise.SetFinalSegmentAside),
            };
        }));

    private static int Count(DocumentValue value) => value.WholeNumber(0, int.MaxValue);

    private static FoldMode Mode(DocumentValue value) => FoldModes.TryParse(value.OneOf(FoldModes.Names), out FoldMode mode) ? mode : default;

    private static bool TryTime(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
