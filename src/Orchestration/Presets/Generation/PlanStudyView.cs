namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>How far the search of an entry is.</summary>
/// <param name="Phase">1 to 4.</param>
/// <param name="Done">Trials that have ended.</param>
/// <param name="Planned">Of all its phases.</param>
/// <param name="Best">The best mean of the objective so far; null before the first.</param>
public sealed record PlanStudyView(int Phase, int Done, int Planned, double? Best);
