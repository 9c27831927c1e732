using System.Text.Json.Nodes;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Presets;

namespace ServerlessTraining.Cli.Requests;

/// <summary>What the file of a preset, or another one, means for `st train`.</summary>
internal static class TrainFile
{
    private const string Horizons = "horizons";
    private const string Horizon = "horizon";

    /// <param name="context">Hears what is left out.</param>
    /// <param name="preset">As the file has it.</param>
    /// <param name="isExpanding">Each fold trains on all that came before it, so that there is no window of training.</param>
    public static JsonObject Fields(CliContext context, PresetConfig preset, bool isExpanding)
    {
        if (preset.Members.Count > 0)
        {
            string members = string.Join(", ", preset.Members.Select(member => member.Preset));
            throw new CliException(
                $"{preset.Preset} is an ensemble, and a job trains one model. Train all its members as a grid: ./st queue create FILE --watch. Or one of them, "
                + $"with a file of its own (./st presets apply NAME): {members}.");
        }

        JsonObject fields = preset.ToJson();
        fields.Remove("preset");
        fields.Remove("version");
        if (!isExpanding) return fields;
        fields.Remove("days");
        context.Errors.WriteLine($"{preset.Preset}: its window of {preset.Days} days is left out, as each fold trains on all that came before it. Keep it: --fixed-window.");
        return fields;
    }

    /// <exception cref="CliException">Neither the command nor the file says what to train on.</exception>
    public static void RequireMarket(JsonObject request, Symbol? symbol)
    {
        if (symbol is null && request["symbol"] is null) throw new CliException("The file has no symbol. Give one: ./st train quick SYMBOL TIMEFRAME --config FILE.");
        if (request["timeframe"] is null) throw new CliException("The file has no timeframe. Give one: ./st train quick SYMBOL TIMEFRAME --config FILE.");
    }

    /// <summary>One a horizon of the file, unless one is chosen.</summary>
    public static IEnumerable<JsonObject> Jobs(JsonObject request, Symbol symbol)
    {
        JsonArray? horizons = request[Horizon] is null ? request[Horizons] as JsonArray : null;
        JsonNode?[] chosen = horizons is null ? [request[Horizon]] : [.. horizons];
        foreach (JsonNode? horizon in chosen)
        {
            JsonObject job = request.DeepClone().AsObject();
            job.Remove(Horizons);
            job["symbol"] = symbol.Name;
            if (horizon is not null) job[Horizon] = horizon.DeepClone();
            yield return job;
        }
    }

    public static string NameOf(JsonObject job, int jobs) =>
        $"{job["symbol"]} {job["timeframe"]}{(jobs > 1 && job[Horizon] is { } horizon ? $", {horizon} ahead" : "")}";
}
