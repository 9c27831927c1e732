namespace ServerlessTraining.Orchestration.Studies;

/// <summary>One fold of all trials of a generation that are still in.</summary>
/// <param name="Generation">Its number.</param>
/// <param name="Number">From 1.</param>
/// <param name="Of">The number of the last rung.</param>
public sealed record StudyRung(string StudyId, int Generation, int Number, int Of);
