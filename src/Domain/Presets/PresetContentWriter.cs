using System.Globalization;
using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Domain.Presets;

/// <summary>A content as a JSON tree. What there is not is left out. A number that is not finite is written as a text, which the reader refuses with its path.</summary>
internal static class PresetContentWriter
{
    public static JsonObject Write(PresetContent content)
    {
        JsonObject json = WriteConfiguration(content);
        json["config_hash"] = content.ConfigHash;
        json["dataset"] = Object(
            ("fingerprint", content.Dataset.Fingerprint), ("from", TimeInterval.Text(content.Dataset.From)), ("to", TimeInterval.Text(content.Dataset.To)),
            ("bars", content.Dataset.Bars));
        if (content.Search is { } search) json["search"] = Search(search);
        json["validation_metrics"] = Metrics(content.ValidationMetrics);
        if (content.HeldOut is { } heldOut) json["held_out"] = HeldOut(heldOut);
        if (content.Stability is { } stability)
        {
            json["stability"] = Object(
                ("seeds", Array(stability.Seeds, seed => Object(("seed", seed.Seed), ("value", Number(seed.Value))))),
                ("mean", Number(stability.Mean)), ("spread", Number(stability.Spread)), ("median_seed", stability.MedianSeed));
        }

        json["status"] = Word(content.Status);
        json["auto_validated"] = content.AutoValidated;
        if (content.Inputs is { } inputs)
        {
            json["inputs"] = Map(inputs, input => Object(("edges", Array(input.Edges, Number)), ("shares", Array(input.Shares, Number))));
        }

        return json;
    }

    /// <summary>What decides the training, and nothing else.</summary>
    public static JsonObject WriteConfiguration(PresetContent content)
    {
        JsonObject json = Object(
            ("features", Object(
                ("system", content.Features.System), ("version", content.Features.Version), ("encoder", content.Features.Encoder),
                ("indicator_timeframes", Array(content.Features.IndicatorTimeframes, timeframe => timeframe)))),
            ("model", Object(("type", content.Model.Type), ("architecture", content.Model.Architecture))),
            ("horizons", Array(content.Horizons, horizon => horizon)),
            ("hyper_parameters", JsonNode.Parse(HyperParameters.Parse(content.HyperParameters).Json)),
            ("training", Object(
                ("days", content.Training.Days), ("fold_mode", content.Training.FoldMode), ("test_days", content.Training.TestDays),
                ("entry_delay", content.Training.EntryDelay), ("seed", content.Training.Seed))));
        if (content.Members is { } members)
        {
            json["members"] = Array(members, member => Object(("name", member.Name), ("version", member.Version), ("weight", Number(member.Weight))));
        }

        return json;
    }

    public static string Word(PresetStatus status) => status.ToString().ToLowerInvariant();

    private static JsonObject Search(PresetSearch search) => Object(
        ("study_id", search.StudyId), ("phase", search.Phase), ("trials", search.Trials), ("seed", search.Seed), ("objective", search.Objective),
        ("best_metric", Number(search.BestMetric)), ("importance", Map(search.Importance, share => Number(share))),
        ("space", JsonNode.Parse(HyperParameters.Parse(search.Space).Json)));

    private static JsonObject HeldOut(PresetHeldOut heldOut) => Object(
        ("from", TimeInterval.Text(heldOut.From)), ("to", TimeInterval.Text(heldOut.To)), ("preset", Metrics(heldOut.Preset)), ("defaults", Metrics(heldOut.Defaults)),
        ("deflated_probability", Number(heldOut.DeflatedProbability)), ("looks", heldOut.Looks), ("beats_defaults", heldOut.BeatsDefaults), ("verdict", heldOut.Verdict));

    private static JsonObject Metrics(IReadOnlyDictionary<string, double?> metrics) => Map(metrics, Number);

    private static JsonObject Map<T>(IReadOnlyDictionary<string, T> map, Func<T, JsonNode?> value) =>
        new(map.Select(pair => KeyValuePair.Create(pair.Key, value(pair.Value))));

    private static JsonArray Array<T>(IReadOnlyList<T> items, Func<T, JsonNode?> value) => [.. items.Select(value)];

    private static JsonNode? Number(double? value) => value is { } number ? Number(number) : null;

    private static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : JsonValue.Create(value.ToString(CultureInfo.InvariantCulture));

    private static JsonObject Object(params IEnumerable<(string Name, JsonNode? Value)> members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
