using System.Globalization;
using Spectre.Console;

namespace ServerlessTraining.Cli.Presets;

/// <summary>Two presets side by side.</summary>
internal static class ComparisonPrinter
{
    public const string None = "No presets have been compared yet. ./st presets ab A B compares two.";
    private static readonly string[] ListColumns = ["comparison", "created", "status", "A", "B", "verdict"];
    private static readonly string[] Columns = ["horizon", "figure", "A", "B", "A less B", "95 % interval", "p", "corrected p"];
    private static readonly (string Name, string Field)[] Figures = [("ROC AUC", "roc_auc"), ("accuracy", "accuracy"), ("base rate", "base_rate"), ("Sharpe", "sharpe")];

    public static void Print(IAnsiConsole console, JsonLook comparison)
    {
        JsonLook request = comparison["request"];
        console.WriteLine($"A: {Side(request, "a")}");
        console.WriteLine($"B: {Side(request, "b")}");
        JsonLook result = comparison["result"];
        if (!result.IsThere)
        {
            console.WriteLine($"{comparison["status"].Text}: {comparison["reason"].Text}");
            return;
        }

        console.WriteLine($"judged on {result["window"]["text"].Text}");
        TablePrinter.Print(console, Columns, result["horizons"].Items.SelectMany(Rows));
        foreach (JsonLook horizon in result["horizons"].Items) console.WriteLine($"horizon {horizon["horizon"].Text}: {horizon["verdict"].Text}");
        console.WriteLine(result["verdict"].Text);
    }

    public static void List(IAnsiConsole console, JsonLook page)
    {
        JsonLook[] all = [.. page["items"].Items];
        if (all.Length == 0)
        {
            console.WriteLine(None);
            return;
        }

        TablePrinter.Print(console, ListColumns, all.Select(one => (IReadOnlyList<string>)
            [one["id"].Text, one["created"].Time, one["status"].Text, Side(one["request"], "a"), Side(one["request"], "b"), one["verdict"].Text]));
        if (page["continuation"].IsThere) console.WriteLine("there are more: --limit");
    }

    private static string Side(JsonLook request, string side) => $"{request[side].Text} version {request[$"version_{side}"].Text}";

    private static IEnumerable<IReadOnlyList<string>> Rows(JsonLook horizon)
    {
        yield return Paired(horizon, "log loss", horizon["a"]["log_loss"], horizon["b"]["log_loss"], horizon["log_loss"]);
        yield return Paired(horizon, "return a bar", default, default, horizon["returns"]);
        foreach ((string name, string field) in Figures)
        {
            yield return [horizon["horizon"].Text, name, Number(horizon["a"][field]), Number(horizon["b"][field]), "", "", "", ""];
        }
    }

    private static IReadOnlyList<string> Paired(JsonLook horizon, string name, JsonLook a, JsonLook b, JsonLook figure) =>
    [
        horizon["horizon"].Text, name, a.IsThere ? Number(a) : "", b.IsThere ? Number(b) : "", Number(figure["difference"]),
        $"{Number(figure["low"])} to {Number(figure["high"])}", Number(figure["p"]), Number(figure["adjusted_p"]),
    ];

    /// <summary>Four digits that count: returns a bar are small.</summary>
    private static string Number(JsonLook figure) => figure.Number is { } value ? value.ToString("G4", CultureInfo.InvariantCulture) : Shown.Nothing;
}
