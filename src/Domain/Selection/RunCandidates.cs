namespace ServerlessTraining.Domain.Selection;

/// <summary>Everything one run brings: its strategies in all regimes, measured on the same basis.</summary>
public sealed record RunCandidates(ModelRun Run, ScoreBasis Basis, IReadOnlyList<Candidate> Candidates);
