using System.Runtime.CompilerServices;

namespace ServerlessTraining.Orchestration;

/// <summary>Reads something of each of many from storage: the answers come in the order of the items, one slow read does not hold up each of the others, and storage is not asked for
/// all at once. For what has no answer, as writes, there is <see cref="Parallel.ForEachAsync{TSource}(IEnumerable{TSource}, ParallelOptions, Func{TSource, CancellationToken, ValueTask})"/>.</summary>
internal static class FewAtATime
{
    // Reads of rows and small blobs, some milliseconds each: enough to hide their way, few beside what a storage account takes in a second.
    private const int Reads = 16;

    public static async Task<IReadOnlyList<TRead>> ReadAsync<TItem, TRead>(
        IEnumerable<TItem> items, Func<TItem, CancellationToken, Task<TRead>> read, CancellationToken cancellationToken) =>
        await ReadAsync(items.ToAsyncEnumerable(), read, cancellationToken).ToListAsync(cancellationToken);

    /// <summary>The items are taken as their answers are.</summary>
    public static async IAsyncEnumerable<TRead> ReadAsync<TItem, TRead>(
        IAsyncEnumerable<TItem> items, Func<TItem, CancellationToken, Task<TRead>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Queue<Task<TRead>> begun = new(Reads);
        try
        {
            await foreach (TItem item in items.WithCancellation(cancellationToken))
            {
                if (begun.Count == Reads) yield return await begun.Dequeue();
                begun.Enqueue(read(item, cancellationToken));
            }

            while (begun.TryDequeue(out Task<TRead>? next)) yield return await next;
        }
        finally
        {
            // Where one has failed, or nobody wants more, none reads on behind the caller's back.
            await ((Task)Task.WhenAll(begun)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
