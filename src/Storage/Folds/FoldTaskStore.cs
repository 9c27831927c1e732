using Azure.Data.Tables;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Folds;

/// <summary>The folds to train and their results. A fold's task row and its result row share a partition, so that a result is written exactly when the claim of the try that made it still holds.</summary>
public sealed class FoldTaskStore
{
    private const string TaskRow = "task";
    private const string ResultRow = "result";

    private readonly EntityTable table;

    public FoldTaskStore(StorageAccounts accounts)
        : this((accounts ?? throw new ArgumentNullException(nameof(accounts))).Data)
    {
    }

    internal FoldTaskStore(StorageClients data) => table = data.Table(StorageNames.Tables.FoldResults);

    /// <summary>Names a try: never the same twice.</summary>
    public static string NewOwner() => Guid.NewGuid().ToString("N");

    /// <summary>Writes the row of a fold that is to be trained.</summary>
    /// <returns>False where the fold is known already: planned by someone else, or trained.</returns>
    public Task<bool> PlanAsync(string key, string work, CancellationToken cancellationToken) => table.InsertAsync(Write(new FoldTaskRow(key, work)), cancellationToken);

    public async Task<FoldTaskRow?> FindAsync(string key, CancellationToken cancellationToken) =>
        await table.FindAsync(TableKey.Of(key), TaskRow, cancellationToken) is { } row ? Read(row) : null;

    /// <summary>Writes the row if nobody wrote it since it was read.</summary>
    /// <returns>The row as it may be written again; null where somebody did.</returns>
    public async Task<FoldTaskRow?> TryUpdateAsync(FoldTaskRow row, CancellationToken cancellationToken)
    {
        TableEntity entity = Write(row);
        return await table.ReplaceAsync(entity, cancellationToken) ? row with { ETag = entity.ETag } : null;
    }

    /// <summary>Writes the row and the result together; false, and neither is written, where the try has lost its claim.</summary>
    /// <param name="row">The claim, as it was last written.</param>
    /// <param name="outcome">As JSON, references only.</param>
    /// <param name="cancellationToken">Ends the waiting; the write may have taken effect.</param>
    public Task<bool> TryFinishAsync(FoldTaskRow row, string outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        TableEntity result = new(TableKey.Of(row.Key), ResultRow) { ["outcome"] = outcome, ["owner"] = row.Owner, ["attempt"] = row.Attempts };
        return table.SubmitAsync(new TableBatch().Replace(Write(row)).Insert(result), cancellationToken);
    }

    /// <summary>The outcome of a trained fold as JSON; null where it is not trained.</summary>
    public async Task<string?> FindOutcomeAsync(string key, CancellationToken cancellationToken) =>
        (await table.FindAsync(TableKey.Of(key), ResultRow, cancellationToken))?.GetString("outcome");

    /// <summary>Takes the result of a fold that has ended away, so that nobody finds it; the task stands as before its first try. May be repeated.</summary>
    /// <returns>False where a try runs: its result is still to come.</returns>
    public async Task<bool> ReopenAsync(string key, CancellationToken cancellationToken)
    {
        string partition = TableKey.Of(key);
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            if (await FindAsync(key, cancellationToken) is not { } row || row.State == FoldTaskState.Queued) return true;
            if (!row.HasEnded) return false;
            TableBatch batch = new TableBatch().Replace(Write(new FoldTaskRow(key, row.Work) { ETag = row.ETag }));
            if (await table.FindAsync(partition, ResultRow, cancellationToken) is not null) batch.Delete(partition, ResultRow);
            if (await table.SubmitAsync(batch, cancellationToken)) return true;
        }

        throw table.Contended(partition, TaskRow);
    }

    /// <summary>Takes task and result away, for a fold that was trained to be looked at once. What is gone already is deleted.</summary>
    public async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        // The task first: without it nobody claims the fold any more.
        await table.DeleteAsync(TableKey.Of(key), TaskRow, null, cancellationToken);
        await table.DeleteAsync(TableKey.Of(key), ResultRow, null, cancellationToken);
    }

    private static TableEntity Write(FoldTaskRow row) => new(TableKey.Of(row.Key), TaskRow)
    {
        ETag = row.ETag,
        ["key"] = row.Key,
        ["work"] = row.Work,
        ["state"] = row.State.ToString(),
        ["attempts"] = row.Attempts,
        ["owner"] = row.Owner,
        ["dispatched_at"] = row.DispatchedAt,
        ["started_at"] = row.StartedAt,
        ["heartbeat_at"] = row.HeartbeatAt,
        ["progress"] = row.Progress,
        ["reason"] = row.Reason,
    };

    private static FoldTaskRow Read(TableEntity row) => new(row.GetString("key"), row.GetString("work"))
    {
        ETag = row.ETag,
        State = Enum.Parse<FoldTaskState>(row.GetString("state")),
        Attempts = row.GetInt32("attempts") ?? 0,
        Owner = row.GetString("owner"),
        DispatchedAt = row.GetDateTimeOffset("dispatched_at"),
        StartedAt = row.GetDateTimeOffset("started_at"),
        HeartbeatAt = row.GetDateTimeOffset("heartbeat_at"),
        Progress = row.GetDouble("progress") ?? 0,
        Reason = row.GetString("reason"),
    };
}
