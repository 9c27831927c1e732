namespace ServerlessTraining.Domain.Presets;

/// <summary>How folds are cut and trained.</summary>
/// <param name="Days">The window of training, 1 to 3650.</param>
/// <param name="FoldMode">quick or full.</param>
/// <param name="TestDays">Length of a test; null for the mode's own.</param>
/// <param name="EntryDelay">Bars between a decision and its entry, 0 or more.</param>
/// <param name="Seed">Of the training that is reported, 0 to 2147483647.</param>
public sealed record PresetTraining(int Days, string FoldMode, int? TestDays, int EntryDelay, ulong Seed);
