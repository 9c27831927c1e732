using System.Threading.Channels;

namespace ServerlessTraining.LocalEngine.Store;

/// <summary>
/// The one writer of the hub's table. Whoever changes the state in memory hands over the rows that say so in the same order (under the hub's lock); the writer
/// packs what has come meanwhile into as few transactions as it can. When a write fails for good, so does every later one: <paramref name="lost"/> is told why.
/// </summary>
internal sealed class CommitWriter(EpochFence fence, KeySource keys, Action<Exception> lost)
{
    private readonly Channel<Commit> pending = Channel.CreateUnbounded<Commit>(new UnboundedChannelOptions { SingleReader = true });
    private Exception? failure;

    public Commit Add(Commit commit)
    {
        if (!pending.Writer.TryWrite(commit)) commit.Fail(failure ?? Stopped());
        return commit;
    }

    /// <summary>No more commits; the loop ends when it has written those that are there.</summary>
    public void Complete() => pending.Writer.TryComplete();

    /// <summary>Nothing more is written, for this reason.</summary>
    public void Fail(Exception reason)
    {
        failure ??= reason;
        pending.Writer.TryComplete();
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        Commit? next = null;
        List<Commit> taken = [];
        try
        {
            while (next is not null || await pending.Reader.WaitToReadAsync(cancellation))
            {
                next ??= pending.Reader.TryRead(out Commit? first) ? first : null;
                if (next is null) continue;
                if (!CommitBatch.FitsAlone(next))
                {
                    taken.Add(next);
                    foreach (IReadOnlyList<RowChange> part in BigCommit.Split(next, keys.Next())) await fence.WriteAsync(part, cancellation);
                    next = null;
                }
                else
                {
                    CommitBatch batch = new();
                    while (next is not null && CommitBatch.FitsAlone(next) && batch.TryAdd(next))
                    {
                        taken.Add(next);
                        next = pending.Reader.TryRead(out Commit? another) ? another : null;
                    }

                    if (batch.Rows.Count > 0) await fence.WriteAsync(batch.Rows, cancellation);
                }

                foreach (Commit commit in taken) commit.Succeed();
                taken.Clear();
            }
        }
        catch (Exception error)
        {
            failure ??= error is OperationCanceledException ? Stopped() : error;
            pending.Writer.TryComplete();
            foreach (Commit commit in taken) commit.Fail(failure);
            next?.Fail(failure);
            while (pending.Reader.TryRead(out Commit? left)) left.Fail(failure);
            lost(failure);
        }
    }

    private static LocalEngineException Stopped() => new("The task hub has stopped; start it again.");
}
