namespace ServerlessTraining.Orchestration.Studies;

/// <summary>What came of a wish about a study.</summary>
public sealed record StudyAnswer(string StudyId, string StatusUrl, string Status, string Message);
