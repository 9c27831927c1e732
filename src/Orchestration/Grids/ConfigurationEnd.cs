namespace ServerlessTraining.Orchestration.Grids;

/// <summary>How the training of one configuration ended.</summary>
/// <param name="Skipped">Why it was left out; null where it was not.</param>
/// <param name="Failure">Why there is nothing to decide on; null where there is.</param>
public sealed record ConfigurationEnd(string? Skipped = null, string? Failure = null);
