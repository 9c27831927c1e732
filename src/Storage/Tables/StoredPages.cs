namespace ServerlessTraining.Storage.Tables;

/// <summary>Lists that are read to their end.</summary>
public static class StoredPages
{
    /// <summary>All items of all pages. The next page is read when the items of the one before have been taken.</summary>
    /// <param name="read">Reads the page of a continuation; of null the first.</param>
    public static async IAsyncEnumerable<T> AllAsync<T>(Func<string?, Task<StoredPage<T>>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        string? continuation = null;
        do
        {
            StoredPage<T> page = await read(continuation);
            foreach (T item in page.Items) yield return item;
            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
