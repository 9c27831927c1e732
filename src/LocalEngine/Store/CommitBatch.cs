namespace ServerlessTraining.LocalEngine.Store;

/// <summary>Collects commits into one table transaction.</summary>
internal sealed class CommitBatch
{
    /// <summary>A transaction has 100 rows; one is the epoch row.</summary>
    public const int MaxRows = 99;

    /// <summary>A transaction may have 4 MB; the sizes are estimates.</summary>
    public const int MaxBytes = 3_000_000;

    private readonly Dictionary<string, RowChange> rows = [];
    private readonly List<Commit> commits = [];
    private int bytes;

    public IReadOnlyList<Commit> Commits => commits;

    public IReadOnlyCollection<RowChange> Rows => rows.Values;

    public static bool FitsAlone(Commit commit) => commit.Rows.Count <= MaxRows && commit.Rows.Sum(r => r.Size) <= MaxBytes;

    /// <summary>False when the commit needs another transaction; then nothing of it was taken. Rows that fold into others are counted as if they did not.</summary>
    public bool TryAdd(Commit commit)
    {
        int size = commit.Rows.Sum(r => r.Size);
        if (commits.Count > 0 && (rows.Count + commit.Rows.Count > MaxRows || bytes + size > MaxBytes)) return false;
        bytes += size;
        commits.Add(commit);
        foreach (RowChange change in commit.Rows)
        {
            if (!rows.Remove(change.Key, out RowChange? before)) rows.Add(change.Key, change);
            else if (before.Then(change) is { } both) rows.Add(change.Key, both);
        }

        return true;
    }
}
