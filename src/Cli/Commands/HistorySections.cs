using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary>A run as text.</summary>
internal static class HistorySections
{
    private const int BarWidth = 24;
    private const string Total = "total";
    private static readonly string[] FoldColumns = ["horizon", "fold", "average", "accuracy", "roc_auc", "rmse", "seconds", "device", "model hash"];
    private static readonly string[] MetricColumns = ["metric", "average", "staleness"];
    private static readonly string[] RegimeColumns = ["regime", "bars", "sharpe", "trades", "deflated", "outcome", "buy and hold", "strategy"];

    public static void Print(IAnsiConsole console, JsonLook run)
    {
        FactPrinter.Print(console, $"run {run["id"].Text}",
            ("what", run["summary"].Text), ("market", $"{run["symbol"].Text} {run["timeframe"].Text}"), ("status", run["status"].Text), ("error", run["error"].Text),
            ("created", run["created"].Time), ("finished", run["finished"].Time), ("queue", run["queue_id"].Text), ("kept", run["kept"].Text), ("holds", run["regimes"].Text),
            ("tags", run["tags"].Text), ("out of history", run["deleted"].Time));
        JsonLook recipe = run["recipe"];
        if (recipe.IsThere)
        {
            FactPrinter.Print(console, "recipe",
                ("configuration", run["configuration_hash"].Text), ("data", recipe["data_fingerprint"].Text), ("fold plan", recipe["fold_plan_key"].Text),
                ("seed", recipe["seed"].Text), ("code", recipe["code_version"].Text));
        }

        Folds(console, run["models"]);
        JsonLook score = run["score"];
        if (score.IsThere) Score(console, run, score);
        Verdict(console, run["verdict"]);
    }

    private static void Folds(IAnsiConsole console, JsonLook models)
    {
        (JsonLook Model, JsonLook Fold)[] folds = [.. models.Items.SelectMany(model => model["folds"].Items, (model, fold) => (model, fold))];
        if (folds.Length == 0) return;
        console.WriteLine("folds");
        TablePrinter.Print(console, FoldColumns, folds.Select(one => (IReadOnlyList<string>)
        [
            one.Model["horizon"].Text, one.Fold["number"].Text, one.Fold["is_average"].Text, one.Fold["outcome"]["metrics"]["accuracy"].Text,
            one.Fold["outcome"]["metrics"]["roc_auc"].Text, one.Fold["outcome"]["metrics"]["rmse"].Text, one.Fold["outcome"]["seconds"].Text, one.Fold["outcome"]["device"].Text,
            Shown.Hash(one.Fold["outcome"]["hashes"]["model"].Text),
        ]));
    }

    private static void Score(IAnsiConsole console, JsonLook run, JsonLook score)
    {
        FactPrinter.Print(console, "cost",
            ("training", $"{score["training_seconds"].Text} s"), ("backtests", $"{score["backtest_seconds"].Text} s"), ("models", $"{score["model_bytes"].Text} bytes"),
            ("storage", $"{score["storage_transactions"].Text} calls"), ("in all", run["cost"].IsThere ? CostText.Of(run["cost"]) : Shown.Nothing));
        console.WriteLine("metrics");
        TablePrinter.Print(console, MetricColumns, score["metrics"].Members.Select(metric => (IReadOnlyList<string>)
            [metric.Name, metric.Value.Text, score["staleness_metrics"][metric.Name].Text]));
        JsonLook[] best = [.. score["best"].Items];
        console.WriteLine("regimes");
        TablePrinter.Print(console, RegimeColumns, best.Select(one => Row(run, score, one)));
        if (console.Profile.Out.IsTerminal) Bars(console, best);
        foreach (JsonLook note in score["notes"].Items) console.WriteLine($"note: {note.Text}");
    }

    private static IReadOnlyList<string> Row(JsonLook run, JsonLook score, JsonLook best)
    {
        string regime = best["regime"].Text;
        JsonLook outcome = run["verdict"]["outcomes"].Items.FirstOrDefault(one => one["regime"].Text == regime);
        JsonLook hold = score["baselines"]["buy_and_hold"].Items.FirstOrDefault(line => line["name"].Text == regime);
        return
        [
            regime, score["regime_bars"][regime].Text, best["score"].Text, best["trades"].Text, outcome["candidate"]["deflated_probability"].Text, outcome["kind"].Text,
            hold["metrics"]["sharpe"].Text, best["strategy"].Text,
        ];
    }

    /// <summary>Each regime's Sharpe as a bar, as long as it is large beside the others.</summary>
    private static void Bars(IAnsiConsole console, JsonLook[] best)
    {
        double most = best.Select(one => Math.Abs(one["score"].Number ?? 0)).DefaultIfEmpty(0).Max();
        if (most == 0) return;
        int width = best.Max(one => one["regime"].Text.Length);
        foreach (JsonLook one in best)
        {
            if (one["score"].Number is not { } sharpe) continue;
            string bar = new('█', Math.Max(1, (int)Math.Round(Math.Abs(sharpe) / most * BarWidth)));
            console.MarkupLine($"{one["regime"].Text.PadRight(width).EscapeMarkup()} [{(sharpe < 0 ? "red" : "green")}]{bar}[/] {Shown.Of(sharpe)}");
        }

        console.WriteLine($"Sharpe of the best strategy, annualised; {Total} is all bars");
    }

    private static void Verdict(IAnsiConsole console, JsonLook verdict)
    {
        if (!verdict.IsThere) return;
        FactPrinter.Print(console, "verdict",
            ("board", verdict["board"].Text), ("outcome", verdict["log_line"].Text), ("files deleted", verdict["files_deleted"].Time), ("trained again", verdict["restored"].Time),
            ("deleted by", verdict["tombstone"]["deleted_by"].Text));
        foreach (JsonLook outcome in verdict["outcomes"].Items) console.WriteLine($"  {outcome["text"].Text}");
        foreach (JsonLook defeat in verdict["tombstone"]["defeats"].Items) console.WriteLine($"  lost {defeat["regime"].Text}: {defeat["reason"].Text}");
    }
}
