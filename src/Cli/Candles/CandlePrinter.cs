using Spectre.Console;

namespace ServerlessTraining.Cli.Candles;

/// <summary>Lists of trainings from candles, and batches.</summary>
internal static class CandlePrinter
{
    private static readonly string[] ListColumns = ["run", "started", "market", "candle", "status", "accuracy", "roc_auc", "batch"];
    private static readonly string[] Compared = ["accuracy", "precision", "recall", "f1", "roc_auc", "mcc"];
    private static readonly string[] BatchColumns = ["candle", "run", "status", "threshold", .. Compared];

    public static void List(IAnsiConsole console, JsonLook page)
    {
        JsonLook[] runs = [.. page["items"].Items];
        if (runs.Length == 0)
        {
            console.WriteLine("no training from a candle; ./st candle train SYMBOL TIMEFRAME DATE makes one");
            return;
        }

        TablePrinter.Print(console, ListColumns, runs.Select(run => (IReadOnlyList<string>)
        [
            run["run_id"].Text, run["started"].Time, CandleText.Market(run), run["candle_date"].Time, run["status"].Text, CandleText.Figure(run["accuracy"]),
            CandleText.Figure(run["roc_auc"]), run["batch_id"].Text,
        ]));
        if (page["continuation"].IsThere) console.WriteLine("there are more: --limit");
    }

    /// <summary>The runs beside each other, and how far they lie apart.</summary>
    public static void Batch(IAnsiConsole console, JsonLook batch)
    {
        console.WriteLine($"batch {batch["batch_id"].Text}: {CandleText.Market(batch)}, {batch["status"].Text}; figures of the tests");
        TablePrinter.Print(console, BatchColumns, batch["runs"].Items.Select(run => (IReadOnlyList<string>)
        [
            run["candle_date"].Time, run["run_id"].Text, run["status"].Text, CandleText.Figure(run["threshold"]),
            .. Compared.Select(figure => CandleText.Figure(run["test_metrics"][figure])),
        ]));
        foreach (JsonLook run in batch["runs"].Items.Where(run => run["error"].IsThere)) console.WriteLine($"{run["run_id"].Text}: {run["error"].Text}");
        Spread(console, batch["spread"]);
        if (!batch["best_run_id"].IsThere) return;
        console.WriteLine($"training worked best at run {batch["best_run_id"].Text}; it was picked by its test, so its figures say nothing of what it will do");
    }

    /// <summary>Figures over several tests.</summary>
    public static void Spread(IAnsiConsole console, JsonLook spread)
    {
        if (!spread.Members.Any()) return;
        TablePrinter.Print(console, ["figure", "tests", "mean", "deviation", "least", "most"], spread.Members.Select(one => (IReadOnlyList<string>)
        [
            one.Name, one.Value["count"].Text, CandleText.Figure(one.Value["mean"]), CandleText.Figure(one.Value["deviation"]), CandleText.Figure(one.Value["least"]),
            CandleText.Figure(one.Value["most"]),
        ]));
    }
}
