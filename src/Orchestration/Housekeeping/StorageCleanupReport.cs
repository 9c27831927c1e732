namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>What a clean-up deleted, or in a dry run would delete.</summary>
/// <param name="Groups">By kind; a kind that was not asked for is not there.</param>
/// <param name="Bytes">Of all.</param>
/// <param name="Notes">What stays for now, and why.</param>
public sealed record StorageCleanupReport(bool DryRun, IReadOnlyList<StorageCleanupGroup> Groups, long Bytes, IReadOnlyList<string> Notes);
