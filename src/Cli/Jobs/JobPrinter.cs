using Spectre.Console;

namespace ServerlessTraining.Cli.Jobs;

/// <summary>Jobs on a terminal or in a log.</summary>
internal static class JobPrinter
{
    private static readonly string[] ListColumns = ["job", "created", "market", "mode", "status", "folds", "progress"];
    private static readonly string[] FoldColumns = ["fold", "kind", "train from", "train to", "test to", "state", .. JobText.Figures, "seconds"];

    /// <param name="filtered">Not all jobs were asked for.</param>
    public static void List(IAnsiConsole console, JsonLook page, bool filtered)
    {
        JsonLook[] jobs = [.. page["items"].Items];
        if (jobs.Length == 0)
        {
            console.WriteLine(filtered ? "no training job fits; ./st jobs list shows all" : "no training job; ./st train quick SYMBOL TIMEFRAME makes one");
            return;
        }

        TablePrinter.Print(console, ListColumns, jobs.Select(job => (IReadOnlyList<string>)
        [
            job["job_id"].Text, job["created"].Time, JobText.Market(job), job["training_mode"].Text, JobText.State(job), $"{job["fold"].Text} of {job["folds"].Text}",
            $"{job["progress_pct"].Number:0} %",
        ]));
        if (page["continuation"].IsThere) console.WriteLine("there are more: --limit");
    }

    public static void Show(IAnsiConsole console, JsonLook job)
    {
        JsonLook request = job["request"];
        FactPrinter.Print(console, $"job {job["job_id"].Text}",
            ("market", JobText.Market(job)), ("mode", job["training_mode"].Text), ("status", JobText.State(job)), ("reason", job["reason"].Text), ("created", job["created"].Time),
            ("finished", job["finished"].Time), ("model", request["model"].Text), ("features", request["feature_system"].Text), ("horizon", request["horizon"].Text),
            ("seed", request["seed"].Text), ("set", Set(request["hyper_parameters"])), ("live version", job["live_version"].Text));
        Stage(console, "quick", job);
        foreach (JsonLook check in job["gate"].Items) console.WriteLine($"gate{JobText.Gate(check)}");
        Stage(console, "full", job);
        if (!JobText.IsOver(job)) console.WriteLine(JobText.Bar(job));
    }

    private static void Stage(IAnsiConsole console, string name, JsonLook job)
    {
        JsonLook stage = job[name];
        if (!stage.IsThere) return;
        console.WriteLine($"{name}: {stage["done"].Text} of {stage["folds"].Text} folds ended, {stage["failed"].Text} failed");
        TablePrinter.Print(console, FoldColumns, stage["per_fold"].Items.Select(fold => (IReadOnlyList<string>)
        [
            fold["fold"].Text, fold["kind"].Text, fold["train_from"].Time, fold["train_to"].Time, fold["test_to"].Time, fold["state"].Text,
            .. JobText.Figures.Select(figure => JobText.Percent(fold["figures"][figure])), fold["seconds"].Text,
        ]));
        foreach (JsonLook fold in JobText.Noted(stage)) console.WriteLine($"{$"fold {fold["fold"].Text}",-11}{fold["note"].Text}");
        if (stage["average"].IsThere) console.WriteLine($"average    {JobText.List(stage["average"])}");
        if (stage["staleness"].IsThere) console.WriteLine($"staleness  {JobText.List(stage["staleness"])}");
        foreach (JsonLook note in stage["notes"].Items) console.WriteLine($"note       {note.Text}");
        foreach ((string metric, JsonLook target) in job["target"].Members)
        {
            console.WriteLine($"target     {metric} {target.Text} (here {JobText.Percent(stage["average"][metric])})");
        }
    }

    private static string Set(JsonLook settings) => Shown.Of([.. settings.Members.Select(setting => $"{setting.Name}={setting.Value.Text}")]);
}
