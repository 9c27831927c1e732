using System.Globalization;
using ServerlessTraining.Cli.Following;

namespace ServerlessTraining.Cli.Jobs;

/// <summary>Jobs in words.</summary>
internal static class JobText
{
    public const string Completed = "completed";
    public const string Refused = "gate_refused";
    public const string Rejected = "rejected";
    public const string Waiting = "waiting_for_approval";
    private static readonly string[] Over = [Completed, Refused, Rejected, "failed", "cancelled"];
    private static readonly string[] Short = ["accuracy", "recall", "roc_auc"];
    private static readonly string[] All = ["accuracy", "recall", "precision", "f1", "roc_auc", "hit_rate_tp1"];

    public static IReadOnlyList<string> Figures => All;

    public static bool IsOver(JsonLook job) => Over.Contains(job["status"].Text);

    /// <summary>For somebody's word: a decision is written before it acts.</summary>
    public static bool IsWaiting(JsonLook job) => job["status"].Text == Waiting && !job["decision"].IsThere;

    public static bool IsRefused(JsonLook job) => job["status"].Text == Refused || (job["status"].Text == Completed && job["gate_passed"].Text == Shown.Of(false));

    /// <summary>What a command ends with that has followed it: done, refused by the gate, or failed. One that waits for a person is done so far.</summary>
    public static int Code(JsonLook job) => IsRefused(job) ? ExitCodes.GateRefused : job["status"].Text is Completed or Waiting ? ExitCodes.Done : ExitCodes.Failed;

    public static string Market(JsonLook job) => $"{job["symbol"].Text} {job["timeframe"].Text}";

    /// <summary>`Fold 1/5: accuracy=62.5 %, recall=45 %, roc_auc=65.2 %`.</summary>
    public static string Fold(JsonLook fold, int folds)
    {
        string name = $"Fold {fold["fold"].Text}/{folds}";
        return fold["state"].Text == "failed" ? $"{name}: failed: {fold["failure"].Text}" : $"{name}: {List(fold["figures"], Short)}";
    }

    /// <summary>The folds of a stage that something went wrong with on the way, and that have not ended.</summary>
    public static IEnumerable<JsonLook> Noted(JsonLook stage) => stage["per_fold"].Items.Where(fold => fold["note"].IsThere);

    public static string List(JsonLook figures) => List(figures, All);

    /// <summary>62.5 %; where there is no figure, why not.</summary>
    public static string Percent(JsonLook figure) => figure.Number is { } share
        ? (100 * share).ToString("0.# '%'", CultureInfo.InvariantCulture)
        : figure["reason"].IsThere ? $"{Shown.Nothing} ({figure["reason"].Text})" : Shown.Nothing;

    public static string Gate(JsonLook check) => $"  {(check["passed"].Text == Shown.Of(true) ? '✓' : '✗')} {check["text"].Text}";

    /// <summary>How far it is, in one row of a terminal.</summary>
    public static string Bar(JsonLook job)
    {
        List<string> parts = [];
        if (job["folds"].Number is > 0) parts.Add($"fold {job["fold"].Text} of {job["folds"].Text}");
        if (job["elapsed_seconds"].Number is { } elapsed) parts.Add(ProgressText.Time(elapsed));
        if (job["seconds_left"].Number is { } left) parts.Add($"about {ProgressText.Time(left)} left");
        return $"{Market(job)}  {State(job)}  {ProgressText.Bar(job["progress_pct"].Number ?? 0)}  {string.Join(", ", parts)}";
    }

    /// <summary>The status in words.</summary>
    public static string State(JsonLook job) => job["status"].Text.Replace('_', ' ');

    private static string List(JsonLook figures, string[] names) => string.Join(", ", names.Select(name => $"{name}={Percent(figures[name])}"));
}
