namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Things of one kind that a clean-up found.</summary>
/// <param name="Kind">models, predictions, bars, checkpoints or payloads.</param>
/// <param name="Names">The first of them; at most <see cref="MostNames"/>.</param>
public sealed record StorageCleanupGroup(string Kind, int Count, long Bytes, IReadOnlyList<string> Names)
{
    public const int MostNames = 50;
}
