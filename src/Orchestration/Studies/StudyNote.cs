namespace ServerlessTraining.Orchestration.Studies;

/// <summary>The custom status of a study's orchestration, as operators see it.</summary>
/// <param name="Doing">In words.</param>
public sealed record StudyNote(string Doing);
