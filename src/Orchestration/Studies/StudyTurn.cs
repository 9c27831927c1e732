namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What a study does next. Neither: all its trials are made.</summary>
/// <param name="Generation">To be trained.</param>
/// <param name="End">It cannot go on, or has ended already.</param>
public sealed record StudyTurn(StudyGeneration? Generation, StudyEnd? End);
