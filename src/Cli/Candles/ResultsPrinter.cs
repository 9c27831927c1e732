using Spectre.Console;

namespace ServerlessTraining.Cli.Candles;

/// <summary>The results document of a training from a candle.</summary>
internal static class ResultsPrinter
{
    private const int FeaturesShown = 10;
    private static readonly string[] PartColumns = ["part", "rows", "bars", "first bar", "last bar", "last label ends", "up", "up share"];
    private static readonly string[] Windowed = ["accuracy", "precision", "recall", "f1", "roc_auc"];

    public static void Print(IAnsiConsole console, JsonLook results)
    {
        JsonLook asked = results["configuration"];
        FactPrinter.Print(console, $"run {results["run_id"].Text}",
            ("market", CandleText.Market(asked)), ("candle", asked["candle_date"].Time),
            ("training", $"{asked["train_years"].Text} years of {asked["feature_set"].Text}, seed {asked["seed"].Text}"),
            ("params", CandleText.Params(results["params"])), ("trees", results["iterations"].Text), ("data", Shown.Hash(results["data_fingerprint"].Text)),
            ("code", results["code_version"].Text));
        Search(console, results["search"]);
        TablePrinter.Print(console, PartColumns, results["splits"].Items.Select(part => (IReadOnlyList<string>)
        [
            part["window"].Number is > 1 ? $"{part["part"].Text} {part["window"].Text}" : part["part"].Text, part["rows"].Text, part["bars"].Text,
            part["first"].Time, part["last"].Time, part["last_label_end"].Time, part["up"].Text, CandleText.Percent(part["up_share"]),
        ]));
        TablePrinter.Print(console, ["metric", "train", "tune", "test"], results["test_metrics"].Members.Select(metric => (IReadOnlyList<string>)
        [
            metric.Name, CandleText.Figure(results["train_metrics"][metric.Name]), CandleText.Figure(results["tune_metrics"][metric.Name]), CandleText.Figure(metric.Value),
        ]));
        Threshold(console, results["threshold"]);
        Baselines(console, results);
        JsonLook[] windows = [.. results["windows"].Items];
        if (windows.Length > 1) Tests(console, "test windows", windows);
        Stability(console, results["stability"]);
        string[] features = [.. results["importance"].Items.Take(FeaturesShown).Select(one => $"{one["feature"].Text} {CandleText.Percent(one["share"])}")];
        if (features.Length > 0) console.WriteLine($"share of the gain: {string.Join(", ", features)}");
        foreach (JsonLook note in results["notes"].Items) console.WriteLine($"note: {note.Text}");
    }

    private static void Search(IAnsiConsole console, JsonLook search)
    {
        if (!search.IsThere) return;
        console.WriteLine(
            $"{search["trials"].Text} trials in {search["seconds"].Text} s: ROC AUC {CandleText.Figure(search["auc"])} on the tune part with "
            + $"{CandleText.Params(search["chosen"])}; {CandleText.Figure(search["own_auc"])} with your own");
    }

    private static void Threshold(IAnsiConsole console, JsonLook threshold)
    {
        console.WriteLine(
            $"threshold {CandleText.Figure(threshold["used"])}: the best F1 of the tune part ({CandleText.Figure(threshold["tune_f1"])}), used unchanged on the test; "
            + $"the training rows would have given {CandleText.Figure(threshold["on_train"])} ({CandleText.Figure(threshold["train_f1"])})");
        if (threshold["note"].IsThere) console.WriteLine($"  {threshold["note"].Text}");
    }

    private static void Baselines(IAnsiConsole console, JsonLook results)
    {
        JsonLook lines = results["baselines"];
        console.WriteLine(
            $"accuracy on the test: {CandleText.Percent(results["test_metrics"]["accuracy"])}; always the more frequent class {CandleText.Percent(lines["majority_accuracy"])}, "
            + $"the last bar goes on {CandleText.Percent(lines["naive_accuracy"])}; {CandleText.Percent(lines["base_rate"])} of the bars rose");
        console.WriteLine(
            $"return on the test before costs: {CandleText.Percent(lines["model_return"])}; buy and hold {CandleText.Percent(lines["buy_and_hold_return"])}, "
            + $"the last bar goes on {CandleText.Percent(lines["naive_return"])}");
    }

    private static void Stability(IAnsiConsole console, JsonLook stability)
    {
        if (!stability.IsThere) return;
        Tests(console, "tests before the candle, each of a model of its own", [.. stability["folds"].Items]);
        CandlePrinter.Spread(console, stability["spread"]);
    }

    private static void Tests(IAnsiConsole console, string title, JsonLook[] tests)
    {
        console.WriteLine(title);
        TablePrinter.Print(console, ["test", "first bar", "last bar", "threshold", .. Windowed], tests.Select(test => (IReadOnlyList<string>)
        [
            test["number"].Text, test["first"].Time, test["last"].Time, CandleText.Figure(test["threshold"]),
            .. Windowed.Select(figure => CandleText.Figure(test["metrics"][figure])),
        ]));
    }
}
