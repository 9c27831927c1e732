namespace ServerlessTraining.Orchestration.Studies;

/// <summary>Asks for the next generation of a study.</summary>
/// <param name="InstanceId">The orchestration that asks: the one that a wish to cancel is sent to.</param>
public sealed record StudyAsk(string StudyId, string InstanceId);
