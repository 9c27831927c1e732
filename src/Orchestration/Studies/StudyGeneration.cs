using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Trials that are proposed together, before any of them is measured.</summary>
/// <param name="Number">From 1, over the whole study.</param>
/// <param name="Trials">How many.</param>
/// <param name="Rungs">How many folds a trial is measured on that nobody gives up.</param>
public sealed record StudyGeneration(string StudyId, int Number, StudyPhase Phase, int Trials, int Rungs);
