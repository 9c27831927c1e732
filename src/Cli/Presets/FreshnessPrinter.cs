using Spectre.Console;

namespace ServerlessTraining.Cli.Presets;

/// <summary>Fresh and stale presets.</summary>
internal static class FreshnessPrinter
{
    private static readonly string[] ListColumns = ["preset", "version", "published", "fresh", "drift", "ROC AUC then", "now", "measured"];
    private static readonly string[] StaleColumns = ["preset", "version", "trials", "searched again", "why"];

    public static void List(IAnsiConsole console, JsonLook page)
    {
        JsonLook[] presets = [.. page["items"].Items];
        if (presets.Length == 0)
        {
            console.WriteLine("no preset is published; ./st presets generate makes one");
            return;
        }

        TablePrinter.Print(console, ListColumns, presets.Select(preset => (IReadOnlyList<string>)
        [
            preset["name"].Text, preset["version"].Text, preset["published"].Time, preset["fresh"].Text, Shown.Of(preset["drift"]["index"].Number),
            Shown.Of(preset["score_then"].Number), Shown.Of(preset["score_now"].Number), preset["measured"].Time,
        ]));
        foreach (JsonLook preset in presets)
        {
            console.WriteLine(preset["name"].Text);
            foreach (JsonLook text in preset["texts"].Items) console.WriteLine($"  {text.Text}");
            string[] furthest = [.. preset["drift"]["furthest"].Items.Select(input => $"{input["input"].Text} {Shown.Of(input["index"].Number)}")];
            if (furthest.Length > 0) console.WriteLine($"  moved furthest: {string.Join(", ", furthest)}");
        }

        if (page["continuation"].IsThere) console.WriteLine("there are more: --limit, or name a market");
    }

    public static void Reoptimized(IAnsiConsole console, JsonLook answer)
    {
        console.WriteLine(answer["message"].Text);
        JsonLook[] stale = [.. answer["entries"].Items];
        if (stale.Length > 0)
        {
            TablePrinter.Print(console, StaleColumns, stale.Select(entry => (IReadOnlyList<string>)
            [
                entry["name"].Text, entry["version"].Text, entry["trials"].Text, entry["why_not"].IsThere ? $"no: {entry["why_not"].Text}" : "yes",
                string.Join("; ", entry["why"].Items.Select(why => why.Text)),
            ]));
            console.WriteLine($"{answer["trials"].Text} of {answer["trial_budget"].Text} trials");
        }

        if (answer["plan_id"].IsThere) console.WriteLine($"Follow it: ./st presets plans watch {answer["plan_id"].Text}");
    }
}
