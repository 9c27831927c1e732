namespace ServerlessTraining.Domain.Selection;

/// <summary>How a run fared in one regime.</summary>
/// <param name="Candidate">The run's best strategy there, the one that competed.</param>
/// <param name="Rank">From 1; null where it was refused.</param>
/// <param name="Needed">How much better than the defender it had to be; null where there was no one to compare with.</param>
/// <param name="Defeat">Null where it was kept.</param>
public sealed record RegimeOutcome(
    string Regime, RegimeOutcomeKind Kind, Candidate Candidate, int? Rank, double? Needed, Defeat? Defeat, string Text);
