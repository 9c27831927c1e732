namespace ServerlessTraining.Cli.Jobs;

/// <summary>A job as lines, each told once, in the order in which they come true.</summary>
internal sealed class JobTale
{
    private readonly HashSet<string> told = [];

    /// <summary>What is new.</summary>
    public IReadOnlyList<string> Next(JsonLook job)
    {
        List<string> lines = [];
        Stage("quick", job, lines);
        Gate(job, lines);
        Decision(job["decision"], lines);
        Stage("full", job, lines);
        End(job, lines);
        return lines;
    }

    private void Stage(string name, JsonLook job, List<string> lines)
    {
        JsonLook stage = job[name];
        if (!stage.IsThere) return;
        int folds = (int)(stage["folds"].Number ?? 0);
        if (told.Add(name)) lines.Add($"{char.ToUpperInvariant(name[0])}{name[1..]} training: {folds} folds, {Recipe(job["request"])}");
        bool isOver = stage["finished"].IsThere || JobText.IsOver(job);
        lines.AddRange(JobText.Noted(stage).Where(fold => told.Add($"{name} {fold["fold"].Text} {fold["note"].Text}")).Select(fold => $"  fold {fold["fold"].Text}: {fold["note"].Text}"));

        // The figures of a fold come a moment after its end.
        JsonLook[] ended = [.. stage["per_fold"].Items.Where(fold => fold["state"].Text == "failed" || (fold["state"].Text == "done" && (isOver || fold["figures"].IsThere)))];
        Folds(ended.Where(fold => fold["kind"].Text != "staleness"));
        if (!isOver && ended.Length < folds) return;

        // The mean of some of the folds is no result.
        if (ended.Length == folds && stage["average"].IsThere && told.Add($"{name} average"))
        {
            lines.Add($"Average: {JobText.List(stage["average"])}");
            lines.AddRange(stage["notes"].Items.Select(note => $"  {note.Text}"));
            lines.AddRange(job["target"].Members.Select(target => $"  target for {target.Name}: {target.Value.Text} (here {JobText.Percent(stage["average"][target.Name])})"));
        }

        JsonLook[] stale = [.. ended.Where(fold => fold["kind"].Text == "staleness")];
        if (stale.Length == 0) return;
        if (told.Add($"{name} staleness")) lines.Add("Staleness, the first model on later months, in no average:");
        Folds(stale);

        void Folds(IEnumerable<JsonLook> some) => lines.AddRange(some.Where(fold => told.Add($"{name} {fold["fold"].Text}")).Select(fold => JobText.Fold(fold, folds)));
    }

    private void Gate(JsonLook job, List<string> lines)
    {
        JsonLook[] checks = [.. job["gate"].Items];
        if (checks.Length == 0 || !told.Add("gate")) return;
        lines.Add("Gate:");
        lines.AddRange(checks.Select(JobText.Gate));
    }

    private void Decision(JsonLook decision, List<string> lines)
    {
        if (!decision.IsThere || !told.Add("decision")) return;
        string by = decision["by"].Text switch
        {
            "auto_approve" => "by itself, as the job was to",
            "timeout" => "because nobody answered in time",
            _ => "by a person",
        };
        lines.Add($"{(decision["answer"].Text == "approve" ? "Approved" : "Rejected")} {by}.");
    }

    private void End(JsonLook job, List<string> lines)
    {
        if (!JobText.IsOver(job) || !told.Add("end")) return;
        string because = job["reason"].IsThere ? $": {job["reason"].Text}" : ".";
        lines.Add(JobText.IsRefused(job) ? $"The gate refused it{because}" : $"{char.ToUpperInvariant(JobText.State(job)[0])}{JobText.State(job)[1..]}{because}");
        if (job["live_version"].IsThere) lines.Add(Shown.Live(job["live_version"].Text, $"{job["symbol"].Text}_{job["timeframe"].Text}"));
    }

    private static string Recipe(JsonLook request) =>
        $"{request["model"].Text} on {request["feature_system"].Text}, {request["horizon"].Text} {(request["horizon"].Number == 1 ? "bar" : "bars")} ahead";
}
