using Spectre.Console;

namespace ServerlessTraining.Cli.Presets;

/// <summary>Plans on a terminal or in a log.</summary>
internal static class PlanPrinter
{
    private static readonly string[] ListColumns = ["plan", "created", "status", "presets", "done", "failed", "skipped"];
    private static readonly string[] EntryColumns = ["entry", "priority", "preset", "status", "study", "version"];

    public static void List(IAnsiConsole console, JsonLook page)
    {
        JsonLook[] plans = [.. page["items"].Items];
        if (plans.Length == 0)
        {
            console.WriteLine("no plan of presets; ./st presets generate makes one");
            return;
        }

        TablePrinter.Print(console, ListColumns, plans.Select(plan => (IReadOnlyList<string>)
            [plan["plan_id"].Text, plan["created"].Time, plan["status"].Text, plan["entries"].Text, plan["done"].Text, plan["failed"].Text, plan["skipped"].Text]));
        if (page["continuation"].IsThere) console.WriteLine("there are more: --limit");
    }

    /// <summary>All of it.</summary>
    public static void Show(IAnsiConsole console, JsonLook plan)
    {
        FactPrinter.Print(console, $"plan {plan["plan_id"].Text}",
            ("status", plan["status"].Text), ("reason", plan["reason"].Text), ("created", plan["created"].Time), ("finished", plan["finished"].Time));
        TablePrinter.Print(console, EntryColumns, plan["entries"].Items.Select(entry => (IReadOnlyList<string>)
            [entry["number"].Text, entry["priority"].Text, entry["preset"].Text, PlanText.IsCandidate(entry) ? "candidate" : entry["status"].Text, Shown.Hash(entry["study_id"].Text), entry["version"].Text]));
        foreach (JsonLook entry in plan["entries"].Items)
        {
            if (PlanText.IsRunning(entry)) console.WriteLine($"{entry["preset"].Text}: {PlanText.Doing(entry)}");
            else if (entry["reason"].IsThere) console.WriteLine($"{entry["preset"].Text}: {PlanText.End(entry)}");
        }

        Reports(console, plan);
    }

    /// <summary>What came of it: each preset beside the library's defaults on the held-out part, with the verdict.</summary>
    public static void Reports(IAnsiConsole console, JsonLook plan)
    {
        foreach (JsonLook entry in plan["entries"].Items.Where(entry => entry["held_out"].IsThere)) Report(console, entry);
        string cancelled = plan["cancelled"].Number is > 0 ? $", cancelled: {plan["cancelled"].Text}" : "";
        console.WriteLine($"made: {plan["done"].Text}, failed: {plan["failed"].Text}, skipped: {plan["skipped"].Text}{cancelled}");
    }

    private static void Report(IAnsiConsole console, JsonLook entry)
    {
        JsonLook heldOut = entry["held_out"];
        bool hasCurrent = entry["lines"].Items.Any(line => line["current"].IsThere);
        console.WriteLine();
        console.WriteLine($"{entry["preset"].Text}, {PlanText.End(entry)}; held out from {heldOut["from"].Time} to {heldOut["to"].Time}");
        string[] columns = hasCurrent ? ["metric", "horizon", "preset", "defaults", "current version"] : ["metric", "horizon", "preset", "defaults"];
        TablePrinter.Print(console, columns, entry["lines"].Items.Where(line => IsShown(entry, line)).Select(line => Row(line, hasCurrent)));
        console.WriteLine(heldOut["verdict"].Text);
    }

    // Of single horizons only what was searched for: the rest would be a screen of figures. --json has all of it.
    private static bool IsShown(JsonLook entry, JsonLook line) => !line["horizon"].IsThere || line["metric"].Text == entry["objective"].Text;

    private static string[] Row(JsonLook line, bool hasCurrent)
    {
        string horizon = line["horizon"].IsThere ? line["horizon"].Text : "all";
        string[] row = [line["metric"].Text, horizon, PlanText.Figure(line["preset"].Number), PlanText.Figure(line["defaults"].Number)];
        return hasCurrent ? [.. row, PlanText.Figure(line["current"].Number)] : row;
    }
}
