namespace ServerlessTraining.Orchestration.History.Detail;

/// <summary>Reads for many folds: the order stays, one slow read does not hold up each of the others, and storage is not asked for all at once.</summary>
internal static class FewAtATime
{
    private const int Reads = 8;

    public static async Task<IReadOnlyList<TRead>> ReadAsync<TItem, TRead>(IEnumerable<TItem> items, Func<TItem, Task<TRead>> read)
    {
        List<TRead> all = [];
        foreach (TItem[] some in items.Chunk(Reads)) all.AddRange(await Task.WhenAll(some.Select(read)));
        return all;
    }
}
