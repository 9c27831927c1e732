namespace ServerlessTraining.LocalEngine.Store;

/// <summary>
/// Splits a commit that is too big for one transaction. New rows come first and carry the commit's key; they are valid only once
/// the mark with that key is there. The mark is in one transaction with the changes of rows that exist. Deletions come
/// last: whoever reads rows that should be gone can tell by what the mark's transaction says.
/// </summary>
internal static class BigCommit
{
    /// <summary>The property that names the mark a row waits for.</summary>
    public const string Property = "Mark";

    public static IEnumerable<IReadOnlyList<RowChange>> Split(Commit commit, string key)
    {
        Dictionary<string, RowChange> folded = [];
        foreach (RowChange change in commit.Rows)
        {
            if (!folded.Remove(change.Key, out RowChange? before)) folded.Add(change.Key, change);
            else if (before.Then(change) is { } both) folded.Add(change.Key, both);
        }

        List<RowChange> changes = [.. folded.Values.Where(r => r.Kind is RowChangeKind.Replace or RowChangeKind.Merge)];
        RowChange[] deletions = [.. folded.Values.Where(r => r.Kind == RowChangeKind.Delete)];
        RowChange[] insertions = [.. folded.Values.Where(r => r.Kind == RowChangeKind.Insert)];
        if (Fits([.. insertions, .. changes]))
        {
            changes.InsertRange(0, insertions);
        }
        else
        {
            foreach (IReadOnlyList<RowChange> part in Chunks(insertions.Select(r => r.With(Property, key)))) yield return part;
            changes.Insert(0, RowChange.Insert(RowKeys.Mark(key), []));
        }

        if (!Fits(changes)) throw new InvalidOperationException($"{changes.Count} rows cannot change in one transaction: this is a defect of the engine.");
        int room = CommitBatch.MaxRows - changes.Count;
        yield return [.. changes, .. deletions.Take(room)];
        foreach (IReadOnlyList<RowChange> part in Chunks(deletions.Skip(room))) yield return part;
    }

    private static bool Fits(List<RowChange> rows) => rows.Count <= CommitBatch.MaxRows && rows.Sum(r => r.Size) <= CommitBatch.MaxBytes;

    private static IEnumerable<IReadOnlyList<RowChange>> Chunks(IEnumerable<RowChange> rows)
    {
        List<RowChange> part = [];
        foreach (RowChange row in rows)
        {
            if (part.Count > 0 && !Fits([.. part, row]))
            {
                yield return part;
                part = [];
            }

            part.Add(row);
        }

        if (part.Count > 0) yield return part;
    }
}
