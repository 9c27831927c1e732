using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Selection;

/// <summary>A regime that a run contested and does not hold: refused as a challenger or replaced as an incumbent. A run has at most one for
/// each regime.</summary>
/// <param name="Score">The run's own.</param>
/// <param name="By">Who beat it; null where it failed by itself.</param>
/// <param name="Margin">How much higher the other score is; negative where the run was better, but not by enough; null where the two cannot
/// be compared.</param>
public sealed record Defeat(string RunId, string Regime, string Strategy, MetricValue Score, Victor? By, double? Margin, string Reason)
{
    internal static Defeat Of(ModelRun run, Candidate candidate, string reason, Victor? by = null, double? margin = null) =>
        new(run.RunId, candidate.Regime, candidate.Strategy, candidate.Score, by, margin, reason);
}
