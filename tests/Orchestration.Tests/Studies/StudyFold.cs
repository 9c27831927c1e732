namespace ServerlessTraining.Orchestration.Tests.Studies;

/// <summary>What a fake fold comes to.</summary>
/// <param name="Value">Of the objective; null where it cannot be computed.</param>
/// <param name="Failure">Why it fails for good; null where it is trained.</param>
internal sealed record StudyFold(double? Value, string? Failure = null);
