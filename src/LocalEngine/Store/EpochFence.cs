using Azure;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Retries;

namespace ServerlessTraining.LocalEngine.Store;

/// <summary>
/// A lease on a blob does not fence writes to a table: an owner that slept past its lease could still write. So every transaction
/// replaces the epoch row under the ETag that this owner saw last; once another owner has taken the row, nothing of an older one is written any more.
/// </summary>
internal sealed class EpochFence
{
    private readonly HubTable table;
    private readonly TimeProvider clock;
    private readonly string owner;
    private ETag etag;
    private long commits;

    private EpochFence(HubTable table, TimeProvider clock, string owner, long epoch)
    {
        this.table = table;
        this.clock = clock;
        this.owner = owner;
        Epoch = epoch;
    }

    public long Epoch { get; }

    /// <summary>Makes this owner the newest one.</summary>
    public static async Task<EpochFence> TakeAsync(HubTable table, string owner, TimeProvider clock, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            TableEntity? before = await table.FindAsync(RowKeys.Epoch, cancellation);
            EpochFence fence = new(table, clock, owner, (before?.GetInt64("Epoch") ?? 0) + 1);
            try
            {
                Response answer = before is null
                    ? await table.Client.AddEntityAsync(fence.Row(), cancellation)
                    : await table.Client.UpdateEntityAsync(fence.Row(), before.ETag, TableUpdateMode.Replace, cancellation);
                fence.etag = answer.Headers.ETag!.Value;
                return fence;
            }
            catch (Exception error) when (IsConflict(error) || Transient.Is(error, cancellation))
            {
                // Perhaps our own write took effect and only its answer was lost.
                if (await table.FindAsync(RowKeys.Epoch, cancellation) is { } now && fence.IsOurs(now, fence.commits))
                {
                    fence.etag = now.ETag;
                    return fence;
                }

                if (attempt > 20) throw;
                await Task.Delay(StorageRetry.Delay(attempt), clock, cancellation);
            }
        }
    }

    /// <summary>Writes the rows, tried again until storage has answered.</summary>
    /// <exception cref="LocalEngineException">Another owner has taken the hub; nothing was written.</exception>
    public async Task WriteAsync(IReadOnlyCollection<RowChange> rows, CancellationToken cancellation)
    {
        long before = commits++;
        for (int attempt = 1; ; attempt++)
        {
            // A fresh list each time: the SDK may not be handed the same one twice.
            List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, Row(), etag)];
            actions.AddRange(rows.Select(r => r.ToAction()));
            try
            {
                Response<IReadOnlyList<Response>> answer = await table.Client.SubmitTransactionAsync(actions, cancellation);
                etag = answer.Value[0].Headers.ETag!.Value;
                return;
            }
            catch (Exception error) when (IsConflict(error) || Transient.Is(error, cancellation))
            {
                if (await FindOutAsync(before, cancellation)) return;
                await Task.Delay(StorageRetry.Delay(attempt), clock, cancellation);
            }
        }
    }

    private static bool IsConflict(Exception error) => error is RequestFailedException { Status: 409 or 412 };

    /// <summary>After a call without a clear answer: true when it took effect, false when it did not and may be made again.</summary>
    private async Task<bool> FindOutAsync(long before, CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                TableEntity? now = await table.FindAsync(RowKeys.Epoch, cancellation);
                if (now is not null && IsOurs(now, commits))
                {
                    etag = now.ETag;
                    return true;
                }

                if (now is not null && IsOurs(now, before))
                {
                    etag = now.ETag;
                    return false;
                }

                throw new LocalEngineException(
                    now is null
                        ? "The task hub's epoch row is gone: the table was emptied or deleted while this process owned it. Start again."
                        : $"This process no longer owns the task hub: {now.GetString("Owner")} took it over as epoch {now.GetInt64("Epoch")}, after this process's {Epoch}. "
                            + "Nothing was written. Start again once the other has stopped.");
            }
            catch (Exception error) when (Transient.Is(error, cancellation))
            {
                await Task.Delay(StorageRetry.Delay(attempt), clock, cancellation);
            }
        }
    }

    private bool IsOurs(TableEntity row, long commit) =>
        row.GetInt64("Epoch") == Epoch && string.Equals(row.GetString("Owner"), owner, StringComparison.Ordinal) && row.GetInt64("Commit") == commit;

    private TableEntity Row() => new(HubTable.Partition, RowKeys.Epoch) { ["Epoch"] = Epoch, ["Owner"] = owner, ["Commit"] = commits };
}
