namespace ServerlessTraining.Search.Studies;

/// <summary>How far a phase is.</summary>
/// <param name="Planned">Trials at most. A phase ends with fewer when each point that it may try has been tried.</param>
/// <param name="Trials">That are over, however they ended.</param>
/// <param name="Pruned">Of them.</param>
/// <param name="Failed">Of them.</param>
public sealed record PhaseProgress(StudyPhase Phase, int Planned, int Trials, int Pruned, int Failed);
