using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Tests.Contract;

/// <summary>The laws of a list, for the stores that have one.</summary>
internal static class PagingLaws
{
    /// <param name="keys">More than two pages of ten.</param>
    /// <param name="expected">The keys in the order of the list.</param>
    public static async Task EachOnceInOrderAsync(IListingStore store, IReadOnlyList<string> keys, IEnumerable<string> expected)
    {
        foreach (string key in keys) await store.AddAsync(key, "text");
        List<string> listed = [];
        List<int> sizes = [];
        string? continuation = null;
        do
        {
            StoredPage<string> page = await store.PageAsync(10, continuation);
            listed.AddRange(page.Items);
            sizes.Add(page.Items.Count);
            continuation = page.Continuation;
        }
        while (continuation is not null);

        Assert.Equal(expected, listed);
        Assert.All(sizes.SkipLast(1).Take(2), size => Assert.Equal(10, size));
        await Assert.ThrowsAsync<ContinuationTokenException>(() => store.PageAsync(10, "bm90IG91cnM"));
    }
}
