using System.CommandLine;
using Spectre.Console;

namespace ServerlessTraining.Cli;

/// <summary>What a model says of bars, as the API answers it for models and for runs alike.</summary>
internal static class ForecastPrinter
{
    // What a screen holds; the rest is for --all and --json.
    private const int Usual = 20;
    private static readonly string[] Columns = ["bar", "prediction", "probability", "confidence"];

    public static void Print(IAnsiConsole console, JsonLook answer, bool all)
    {
        JsonLook[] rows = [.. answer["predictions"].Items];
        if (rows.Length == 0)
        {
            console.WriteLine("no bar that can be forecast lies in that time; ./st data list shows from when to when there are bars");
            return;
        }

        int left = all ? 0 : Math.Max(0, rows.Length - Usual);
        TablePrinter.Print(console, Columns, rows.Skip(left).Select(row => (IReadOnlyList<string>)
            [row["timestamp"].Time, row["prediction"].Text, $"{row["probability"].Number:0.0000}", $"{row["confidence"].Number:0.0000}"]));
        if (left > 0) console.WriteLine($"the last {Usual} of {rows.Length}; --all shows the rest");
        int up = rows.Count(row => row["prediction"].Number == 1);
        console.WriteLine($"{answer["total_predictions"].Text} predictions, {up} of them up, at a threshold of {answer["threshold"].Text}");
    }

    public static Option<bool> All() => new("--all") { Description = $"Show every row, not the last {Usual}." };
}
