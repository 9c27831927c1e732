namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Things of one kind that a clean-up found.</summary>
/// <param name="Kind">models, predictions, bars, checkpoints, payloads or histories.</param>
/// <param name="Bytes">0 for histories: nobody knows.</param>
/// <param name="Names">The first of them, but of histories in a dry run only; at most <see cref="MostNames"/>.</param>
public sealed record StorageCleanupGroup(string Kind, int Count, long Bytes, IReadOnlyList<string> Names)
{
    public const int MostNames = 50;
}
