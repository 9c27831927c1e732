using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Presets;

/// <summary>Whether a preset can still be trusted.</summary>
/// <param name="Reasons">Why not; empty where it is fresh.</param>
/// <param name="Texts">One line for each question: the reasons, what is in order, and what could not be judged, which is no reason by
/// itself.</param>
public sealed record PresetFreshness(IReadOnlyList<PresetStaleReason> Reasons, IReadOnlyList<string> Texts)
{
    public bool IsFresh => Reasons.Count == 0;

    /// <param name="published">When the current version was made.</param>
    /// <param name="psi">Of today's inputs against those the preset was searched on.</param>
    /// <param name="scoreThen">The score when it was published.</param>
    /// <param name="scoreNow">The same score on bars since then.</param>
    /// <param name="score">What the score is called.</param>
    public static PresetFreshness Judge(
        DateTimeOffset published, DateTimeOffset now, MetricValue psi, MetricValue scoreThen, MetricValue scoreNow, PresetFreshnessOptions options,
        string score = "Sharpe")
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        List<PresetStaleReason> reasons = [];
        string[] texts = [Age(published, now, options, reasons), Drift(psi, options, reasons), Performance(score, scoreThen, scoreNow, options, reasons)];
        return new PresetFreshness(reasons, texts);
    }

    private static string Age(DateTimeOffset published, DateTimeOffset now, PresetFreshnessOptions options, List<PresetStaleReason> reasons)
    {
        TimeSpan age = now - published;
        bool expired = age > TimeSpan.FromDays(options.MaxAgeDays);
        if (expired) reasons.Add(PresetStaleReason.Expired);
        return $"{(expired ? "expired" : "age")}: {Math.Max(0, age.TotalDays):0.#} days old, {options.MaxAgeDays} are allowed";
    }

    private static string Drift(MetricValue psi, PresetFreshnessOptions options, List<PresetStaleReason> reasons)
    {
        if (psi.Value is not double value) return $"drift: not judged ({psi.Reason})";
        bool drifted = value > options.MaxPsi;
        if (drifted) reasons.Add(PresetStaleReason.Drifted);
        (string index, string bound, _) = Figures.Compare(value, options.MaxPsi);
        return $"{(drifted ? "drifted" : "drift")}: population stability index {index}, {bound} is allowed";
    }

    private static string Performance(string name, MetricValue then, MetricValue now, PresetFreshnessOptions options, List<PresetStaleReason> reasons)
    {
        if (then.Value is not double before) return $"performance: not judged (when published: {then.Reason})";
        if (now.Value is not double recent) return $"performance: not judged (now: {now.Reason})";
        double lowest = before - Math.Max(options.MaxScoreDrop * Math.Abs(before), options.MinScoreDrop);
        bool fallen = recent < lowest;
        if (fallen) reasons.Add(PresetStaleReason.PerformanceFallen);
        (string score, string bound, _) = Figures.Compare(recent, lowest);
        return $"{(fallen ? "performance fallen" : "performance")}: {name} {score} now, {Figures.Text(before)} when published, {bound} is allowed";
    }
}
