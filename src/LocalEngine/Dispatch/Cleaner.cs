using System.Threading.Channels;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>Deletes what purges, new executions and new starts leave behind. What is to go is a row first, so that a later owner goes on with it.</summary>
internal sealed class Cleaner(HubTable table, PayloadBlobs payloads, Func<CommitWriter> writer, ILogger log)
{
    private const int RowsACommit = 50;
    private readonly Channel<(string Key, Leftovers What)> pending = Channel.CreateUnbounded<(string, Leftovers)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Under the gate: with the draft it is certain that they go.</summary>
    public void Plan(CommitDraft draft, string key, Leftovers what)
    {
        draft.Add(RowChange.Insert(RowKeys.Cleanup(key), new() { ["Instance"] = what.InstanceId, ["Execution"] = what.Execution, ["Life"] = what.Life ?? "" }));
        draft.Then(() => pending.Writer.TryWrite((key, what)));
    }

    /// <summary>Goes on with what an earlier owner planned.</summary>
    public void Resume(TableEntity row) => pending.Writer.TryWrite(
        (RowKeys.Last(row.RowKey), new Leftovers(row.GetString("Instance"), row.GetString("Execution"), row.GetString("Life") is { Length: > 0 } life ? life : null)));

    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach ((string key, Leftovers what) in pending.Reader.ReadAllAsync(cancellation))
            {
                try
                {
                    await DeleteAsync(key, what, cancellation);
                }
                catch (Exception error) when (error is RequestFailedException or AggregateException or IOException)
                {
                    HubLog.CleanupFailed(log, what.InstanceId, error.Message);
                }
            }
        }
        catch (Exception error) when (error is OperationCanceledException or LocalEngineException)
        {
            // The hub stops or is lost; the rows stay and the next owner goes on.
        }
    }

    private async Task DeleteAsync(string key, Leftovers what, CancellationToken cancellation)
    {
        List<RowChange> rows = [];
        await foreach (TableEntity row in table.ReadAsync(RowKeys.HistoryOf(what.InstanceId, what.Execution), filter: null, ["RowKey", "Events"], cancellation))
        {
            rows.Add(RowChange.Delete(row.RowKey));
            if (what.Life is null && PayloadBlobs.BlobOf(row.GetString("Events")) is { } blob) await payloads.DeleteAsync(blob, cancellation);
        }

        foreach (RowChange[] part in rows.Chunk(RowsACommit)) await writer().Add(new Commit(part)).Done;
        if (what.Life is not null) await payloads.DeleteAllAsync(PayloadBlobs.Prefix(what.InstanceId, what.Life), cancellation);
        await writer().Add(new Commit([RowChange.Delete(RowKeys.Cleanup(key))])).Done;
    }
}
