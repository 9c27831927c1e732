namespace ServerlessTraining.Orchestration.Studies;

/// <summary>How a study ended.</summary>
/// <param name="Status"><see cref="Completed"/>, <see cref="Failed"/> or <see cref="Cancelled"/>.</param>
/// <param name="Failure">Null where there is nothing to say.</param>
public sealed record StudyEnd(string StudyId, string Status, string? Failure)
{
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
}
