namespace ServerlessTraining.Orchestration.Studies;

/// <summary>How a generation ended.</summary>
/// <param name="End">Null where the study goes on.</param>
public sealed record StudyGenerationEnd(StudyEnd? End);
