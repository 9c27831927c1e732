using System.Globalization;
using ServerlessTraining.Cli.Following;

namespace ServerlessTraining.Cli.Presets;

/// <summary>What plans and their entries come to, in words.</summary>
internal static class PlanText
{
    private const string Completed = "completed";
    private static readonly string[] Over = [Completed, "failed", "cancelled"];
    private static readonly string[] Running = ["searching", "judging"];

    public static bool IsOver(JsonLook plan) => Over.Contains(plan["status"].Text);

    public static bool IsRunning(JsonLook entry) => Running.Contains(entry["status"].Text);

    /// <summary>Failed where an entry is, or the plan did not come to its end.</summary>
    public static int Code(JsonLook plan) => plan["status"].Text == Completed && plan["failed"].Number is 0 ? ExitCodes.Done : ExitCodes.Failed;

    /// <summary>It has a version that did not beat the library's defaults, so it recommends nothing.</summary>
    public static bool IsCandidate(JsonLook entry) => entry["status"].Text == "published" && entry["held_out"]["beats_defaults"].IsFalse;

    /// <summary>How an entry that is over ended.</summary>
    public static string End(JsonLook entry) => entry["status"].Text switch
    {
        _ when IsCandidate(entry) => $"kept as version {entry["version"].Text}, a candidate",
        "published" => $"published as version {entry["version"].Text}",
        var status when entry["reason"].IsThere => $"{status}: {entry["reason"].Text}",
        var status => status,
    };

    /// <summary>What an entry does: `phase 2 of 4, trial 24 of 85, best roc_auc 0.5612`.</summary>
    public static string Doing(JsonLook entry)
    {
        if (entry["status"].Text == "judging") return "trains for the held-out report";
        JsonLook study = entry["study"];
        if (study["phase"].Number is null or 0) return "the search begins";
        string best = study["best"].Number is { } value ? $", best {entry["objective"].Text} {Figure(value)}" : "";
        return $"phase {study["phase"].Text} of {entry["phases"].Text}, {study["done"].Text} of {study["planned"].Text} trials{best}";
    }

    public static string Bar(JsonLook entry, TimeSpan elapsed)
    {
        double planned = entry["study"]["planned"].Number ?? 0;
        double percent = entry["status"].Text == "judging" ? 100 : planned > 0 ? 100 * (entry["study"]["done"].Number ?? 0) / planned : 0;
        return $"{entry["preset"].Text}  {ProgressText.Bar(percent)}  {Doing(entry)}, {ProgressText.Time(elapsed.TotalSeconds)}";
    }

    public static string Figure(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? Shown.Nothing;
}
