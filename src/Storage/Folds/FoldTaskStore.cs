using System.Text.Json;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Folds;

/// <summary>The folds to train and their results. A fold's task row and its result row share a partition, so that a result is written exactly when the claim of the try that made it still holds.</summary>
public sealed class FoldTaskStore
{
    private const string TaskRow = "task";
    private const string ResultRow = "result";

    // A partition of its own; the others are keys of works.
    private const string QueuePartition = "queue";
    private const string SignColumn = "sign_at";

    // A message lies in a queue for a week at most; this many orchestrations do not give one fold up in that time.
    private const int MostCancelled = 100;

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

    /// <summary>The same for whoever wants it trained whatever came of it before: a fold that failed for good gets new tries. One that is trained or running stays as it is.</summary>
    public async Task PlanAnewAsync(string key, string work, CancellationToken cancellationToken)
    {
        if (await PlanAsync(key, work, cancellationToken)) return;
        if (await FindAsync(key, cancellationToken) is { State: FoldTaskState.Failed }) await ReopenAsync(key, cancellationToken);
    }

    public async Task<FoldTaskRow?> FindAsync(string key, CancellationToken cancellationToken) =>
        await table.FindAsync(TableKey.Of(key), TaskRow, cancellationToken) is { } row ? Read(row) : null;

    /// <summary>Writes the row if nobody wrote it since it was read.</summary>
    /// <returns>The row as it may be written again; null where somebody did.</returns>
    public async Task<FoldTaskRow?> TryUpdateAsync(FoldTaskRow row, CancellationToken cancellationToken)
    {
        TableEntity entity = Write(row);
        return await table.ReplaceAsync(entity, cancellationToken) ? row with { ETag = entity.ETag } : null;
    }

    /// <summary>Writes the row of a try while its claim holds. What others noted in it meanwhile (<see cref="FoldTaskRow.CancelledFor"/>) stays.</summary>
    /// <param name="claim">The claim, as it was last written, with what is to change.</param>
    /// <param name="cancellationToken">Ends the waiting; the write may have taken effect.</param>
    /// <returns>The row as it may be written again; null where the try has lost its claim.</returns>
    public async Task<FoldTaskRow?> TryUpdateClaimAsync(FoldTaskRow claim, CancellationToken cancellationToken)
    {
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            if (await TryUpdateAsync(claim, cancellationToken) is { } written) return written;
            if (await RenewAsync(claim, cancellationToken) is not { } renewed) return null;
            claim = renewed;
        }

        throw table.Contended(TableKey.Of(claim.Key), TaskRow);
    }

    /// <summary>The claim as it stands now, to look whether it does; null where the try has lost it.</summary>
    public async Task<FoldTaskRow?> RenewAsync(FoldTaskRow claim, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(claim);
        return await FindAsync(claim.Key, cancellationToken) is { State: FoldTaskState.Running } now && now.Owner == claim.Owner
            ? claim with { ETag = now.ETag, CancelledFor = now.CancelledFor }
            : null;
    }

    /// <summary>Notes that an orchestration wants the fold no more. Where nobody works on it, or the try that runs came with a message of that orchestration, it is
    /// cancelled: that try can write no result any more, and is not counted. A try for another orchestration goes on, and what has ended stays. May be repeated.</summary>
    /// <returns>The row as it is then; null where there is none.</returns>
    public async Task<FoldTaskRow?> CancelAsync(string key, string instance, CancellationToken cancellationToken)
    {
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            if (await FindAsync(key, cancellationToken) is not { } row) return null;
            if (row.HasEnded || row.CancelledFor.Contains(instance)) return row;
            FoldTaskRow noted = row with { CancelledFor = [.. row.CancelledFor.Append(instance).TakeLast(MostCancelled)] };
            if (row.IsFree || row.Instance == instance)
            {
                // Without its owner, so that the files of the try are nobody's and are swept.
                int attempts = row.IsFree ? row.Attempts : row.Attempts - 1;
                noted = noted with { State = FoldTaskState.Cancelled, Attempts = attempts, Owner = null, HeartbeatAt = null, Progress = 0 };
            }

            if (await TryUpdateAsync(noted, cancellationToken) is { } written) return written;
        }

        throw table.Contended(TableKey.Of(key), TaskRow);
    }

    /// <summary>Writes the row and the result together; false, and neither is written, where the try has lost its claim.</summary>
    /// <param name="row">The claim, as it was last written.</param>
    /// <param name="outcome">As JSON, references only.</param>
    /// <param name="cancellationToken">Ends the waiting; the write may have taken effect.</param>
    public async Task<bool> TryFinishAsync(FoldTaskRow row, string outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            TableEntity result = new(TableKey.Of(row.Key), ResultRow) { ["outcome"] = outcome, ["owner"] = row.Owner, ["attempt"] = row.Attempts };
            if (await table.SubmitAsync(new TableBatch().Replace(Write(row)).Insert(result), cancellationToken)) return true;
            if (await RenewAsync(row, cancellationToken) is not { } renewed) return false;
            row = renewed;
        }

        throw table.Contended(TableKey.Of(row.Key), TaskRow);
    }

    /// <summary>The outcome of a trained fold as JSON; null where it is not trained.</summary>
    public async Task<string?> FindOutcomeAsync(string key, CancellationToken cancellationToken) =>
        (await table.FindAsync(TableKey.Of(key), ResultRow, cancellationToken))?.GetString("outcome");

    /// <summary>Takes a result away that cannot be used, and writes the row in the same transaction.</summary>
    /// <param name="row">As it was read, with what is to change.</param>
    /// <param name="cancellationToken">Ends the waiting; the write may have taken effect.</param>
    /// <returns>False, and nothing is written, where somebody wrote the row since it was read.</returns>
    public async Task<bool> TryRejectAsync(FoldTaskRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        string partition = TableKey.Of(row.Key);
        TableBatch batch = new TableBatch().Replace(Write(row));
        if (await table.FindAsync(partition, ResultRow, cancellationToken) is not null) batch.Delete(partition, ResultRow);
        return await table.SubmitAsync(batch, cancellationToken);
    }

    /// <summary>Notes that a trainer of a version lives, and takes tasks from a queue.</summary>
    public Task GiveSignAsync(string queue, string version, DateTimeOffset at, CancellationToken cancellationToken) =>
        table.UpsertAsync(new TableEntity(TableKey.Of(QueuePartition), TableKey.Of(queue, version)) { [SignColumn] = at }, cancellationToken);

    /// <summary>When a trainer of the version last gave a sign from the queue; null where none ever did.</summary>
    public async Task<DateTimeOffset?> FindSignAsync(string queue, string version, CancellationToken cancellationToken) =>
        (await table.FindAsync(TableKey.Of(QueuePartition), TableKey.Of(queue, version), cancellationToken))?.GetDateTimeOffset(SignColumn);

    /// <summary>Takes the result of a fold that has ended away, so that nobody finds it; the task stands as before its first try. May be repeated.</summary>
    /// <returns>False where a try runs: its result is still to come.</returns>
    public async Task<bool> ReopenAsync(string key, CancellationToken cancellationToken)
    {
        string partition = TableKey.Of(key);
        for (int round = 0; round < EntityTable.Rounds; round++)
        {
            if (await FindAsync(key, cancellationToken) is not { } row || row.IsFree) return true;
            if (!row.HasEnded) return false;
            TableBatch batch = new TableBatch().Replace(Write(new FoldTaskRow(key, row.Work) { ETag = row.ETag, CancelledFor = row.CancelledFor }));
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
        ["instance"] = row.Instance,
        ["cancelled_for"] = row.CancelledFor.Count == 0 ? null : JsonSerializer.Serialize(row.CancelledFor),
        ["waits"] = row.Waits.Count == 0 ? null : JsonSerializer.Serialize(row.Waits, JsonSerializerOptions.Web),
        ["lost_dispatches"] = row.LostDispatches == 0 ? null : row.LostDispatches,
        ["notes"] = row.Notes.Count == 0 ? null : JsonSerializer.Serialize(row.Notes),
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
        Instance = row.GetString("instance"),
        CancelledFor = row.GetString("cancelled_for") is { } instances ? JsonSerializer.Deserialize<string[]>(instances)! : [],
        Waits = row.GetString("waits") is { } waits ? JsonSerializer.Deserialize<FoldWait[]>(waits, JsonSerializerOptions.Web)! : [],
        LostDispatches = row.GetInt32("lost_dispatches") ?? 0,
        Notes = row.GetString("notes") is { } notes ? JsonSerializer.Deserialize<string[]>(notes)! : [],
    };
}
