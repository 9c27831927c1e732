using System.Globalization;
using Spectre.Console;

namespace ServerlessTraining.Cli.Presets;

/// <summary>Presets on a screen.</summary>
internal static class PresetPrinter
{
    private const string Differs = "≠";
    private const string Space = "search.space.";
    private const int LeastWidth = 12;

    // What a column has around its text, and its part of the mark's.
    private const int Border = 6;

    public static void List(IAnsiConsole console, JsonLook page)
    {
        JsonLook[] presets = [.. page["items"].Items];
        if (presets.Length == 0)
        {
            console.WriteLine("No preset fits. ./st presets list shows all; ./st presets generate makes some.");
            return;
        }

        TablePrinter.Print(
            console, ["name", "version", "status", "metric", "validated", "updated", "description"],
            presets.Select(preset => (IReadOnlyList<string>)
            [
                preset["name"].Text, preset["version"].Text, preset["status"].Text, preset["best_metric"].Text, preset["auto_validated"].Text, preset["updated"].Time,
                preset["description"].Text,
            ]));
        if (page["continuation"].IsThere) console.WriteLine($"These are the first {presets.Length}. Narrow the search, or give --limit.");
    }

    public static void Show(IAnsiConsole console, JsonLook preset)
    {
        JsonLook content = preset["content"];
        FactPrinter.Print(
            console, $"{preset["name"].Text}, version {preset["version"].Text}{(preset["deleted"].Text == "yes" ? ", deleted" : "")}",
            ("description", preset["description"].Text), ("status", content["status"].Text), ("validated", content["auto_validated"].Text), ("updated", preset["updated"].Time),
            ("model", content["model"]["type"].Text), ("features", $"{content["features"]["system"].Text}, encoder {content["features"]["encoder"].Text}"),
            ("horizons", content["horizons"].Text), ("data", $"{content["dataset"]["from"].Time} to {content["dataset"]["to"].Time}, {content["dataset"]["bars"].Text} bars"),
            ("training", $"{content["training"]["days"].Text} days, {content["training"]["fold_mode"].Text} folds, seed {content["training"]["seed"].Text}"),
            ("config hash", Shown.Hash(content["config_hash"].Text)),
            ("cost", preset["cost"].IsThere ? CostText.Of(preset["cost"]) : preset["cost_reason"].IsThere ? $"not known: {preset["cost_reason"].Text}" : Shown.Nothing));
        Pairs(console, "hyper-parameters", content["hyper_parameters"]);
        Pairs(console, "validation", content["validation_metrics"]);
        if (content["search"] is { IsThere: true } search)
        {
            FactPrinter.Print(
                console, "search",
                ("study", search["study_id"].Text), ("phases", search["phase"].Text), ("trials", search["trials"].Text), ("objective", search["objective"].Text),
                ("best", search["best_metric"].Text), ("seed", search["seed"].Text));
        }

        if (content["stability"] is { IsThere: true } stability)
        {
            FactPrinter.Print(
                console, "stability", ("seeds", string.Create(CultureInfo.InvariantCulture, $"{stability["seeds"].Items.Count()}")), ("mean", stability["mean"].Text),
                ("spread", stability["spread"].Text), ("median seed", stability["median_seed"].Text));
        }

        if (content["held_out"] is { IsThere: true } heldOut) HeldOut(console, heldOut);
        if (content["members"] is { IsThere: true } members)
        {
            TablePrinter.Print(
                console, ["member", "version", "weight"],
                members.Items.Select(member => (IReadOnlyList<string>)[member["name"].Text, member["version"].Text, member["weight"].Text]));
        }
    }

    /// <summary>A column a preset, numbered where names would not fit.</summary>
    public static void Compare(IAnsiConsole console, JsonLook comparison, bool all)
    {
        JsonLook[] presets = [.. comparison["presets"].Items];
        foreach ((int index, JsonLook preset) in presets.Index()) console.WriteLine($"{index + 1}: {preset["name"].Text}, version {preset["version"].Text}");
        JsonLook[] lines = [.. comparison["lines"].Items.Where(line => all || (line["differs"].Text == "yes" && !line["path"].Text.StartsWith(Space, StringComparison.Ordinal)))];
        // A list of seeds or a sentence would take the whole line; --json has them in full.
        int width = Math.Max(LeastWidth, ((console.Profile.Width - lines.Max(line => (int?)line["path"].Text.Length) ?? 0) / presets.Length) - Border);
        TablePrinter.Print(
            console, ["field", "", .. presets.Index().Select(preset => string.Create(CultureInfo.InvariantCulture, $"{preset.Index + 1}"))],
            lines.Select(line => (IReadOnlyList<string>)
                [line["path"].Text, line["differs"].Text == "yes" ? Differs : "", .. line["values"].Items.Select(value => Cut(Value(value), width))]));
        if (lines.Length == 0) console.WriteLine("They say the same.");
    }

    public static void History(IAnsiConsole console, JsonLook history)
    {
        console.WriteLine($"{history["name"].Text}: version {history["latest"].Text}{(history["deleted"].Text == "yes" ? ", deleted" : "")}");
        TablePrinter.Print(
            console, ["at", "what", "version", "content", "description"],
            history["events"].Items.Select(line => (IReadOnlyList<string>)
                [line["at"].Time, line["kind"].Text, line["version"].Text, Shown.Hash(line["content_fingerprint"].Text), line["description"].Text]));
    }

    public static void Performance(IAnsiConsole console, JsonLook page)
    {
        JsonLook[] entries = [.. page["items"].Items];
        if (entries.Length == 0)
        {
            console.WriteLine("Nothing is logged yet.");
            return;
        }

        TablePrinter.Print(
            console, ["at", "version", "metrics"],
            entries.Select(entry => (IReadOnlyList<string>)
                [entry["at"].Time, entry["version"].Text, string.Join(", ", entry["metrics"].Members.Select(metric => $"{metric.Name}={Value(metric.Value)}"))]));
    }

    public static void Imported(IAnsiConsole console, JsonLook report)
    {
        foreach (JsonLook preset in report["presets"].Items)
        {
            string signature = preset["trust"].Text switch
            {
                "trusted" => "signed by a trusted key",
                "unknown" => "signed by a key that is not trusted here",
                _ => "not signed",
            };
            console.WriteLine($"{preset["name"].Text}: version {preset["version"].Text} ({signature})");
        }
    }

    private static void HeldOut(IAnsiConsole console, JsonLook heldOut)
    {
        console.WriteLine($"held out: {heldOut["from"].Time} to {heldOut["to"].Time}, look {heldOut["looks"].Text}");
        TablePrinter.Print(
            console, ["metric", "preset", "defaults"],
            heldOut["preset"].Members.Select(metric => (IReadOnlyList<string>)[metric.Name, Value(metric.Value), Value(heldOut["defaults"][metric.Name])]));
        console.WriteLine(heldOut["verdict"].Text);
    }

    private static void Pairs(IAnsiConsole console, string title, JsonLook values)
    {
        (string Name, JsonLook Value)[] pairs = [.. values.Members];
        if (pairs.Length > 0) TablePrinter.Print(console, [title, "value"], pairs.Select(pair => (IReadOnlyList<string>)[pair.Name, Value(pair.Value)]));
    }

    // Hyper-parameters are told exactly: 0.00012 must not read 0.
    private static string Cut(string text, int width) => text.Length <= width ? text : $"{text[..(width - 1)]}…";

    private static string Value(JsonLook value) => value.Number is { } number ? number.ToString("G6", CultureInfo.InvariantCulture) : value.Text;
}
