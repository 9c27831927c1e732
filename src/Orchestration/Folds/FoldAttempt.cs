namespace ServerlessTraining.Orchestration.Folds;

/// <summary>One try to train one fold.</summary>
/// <param name="Key">Of the work.</param>
/// <param name="Owner">Of this try alone. Files go under a path with it, so that a try that was given up overwrites nothing of the one that counts.</param>
/// <param name="Number">From 1.</param>
public sealed record FoldAttempt(string Key, string Owner, int Number);
