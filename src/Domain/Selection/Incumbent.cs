namespace ServerlessTraining.Domain.Selection;

/// <summary>Who holds a place in a regime, and with what.</summary>
public sealed record Incumbent(ModelRun Run, ScoreBasis Basis, Candidate Candidate);
