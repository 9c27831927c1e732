using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>A place whose incumbent was scored again.</summary>
/// <param name="Held">As it stood on the board.</param>
/// <param name="Basis">Of the new score.</param>
/// <param name="Metrics">In the place's regime; undefined with the reason where there is no score.</param>
/// <param name="Total">Over all bars.</param>
internal sealed record RescoredPlace(Incumbent Held, ScoreBasis Basis, TradingMetrics Metrics, TradingMetrics Total)
{
    /// <summary>Looking at it on other bars is a look at these bars.</summary>
    public TrialLook Look => TrialLook.Of(TrialKind.Strategy, $"incumbent {Held.Run.ModelId} {Held.Candidate.Strategy}", [Total.SharpePerBar]);
}
