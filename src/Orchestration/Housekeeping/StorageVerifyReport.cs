namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>A part of a look at everything that is stored.</summary>
/// <param name="Counts">Of this part.</param>
/// <param name="Faults">Of this part; none where all of it is whole.</param>
/// <param name="Progress">How far the look is with this part, 0 to 1, by tables.</param>
/// <param name="Continuation">Asks for the next part; null at the end.</param>
public sealed record StorageVerifyReport(StorageVerifyCounts Counts, IReadOnlyList<StorageDefect> Faults, double Progress, string? Continuation);
