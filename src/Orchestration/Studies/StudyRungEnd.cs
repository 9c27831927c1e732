namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What is left of a generation after a rung.</summary>
/// <param name="Left">Trials that go on to the next one.</param>
public sealed record StudyRungEnd(int Left);
