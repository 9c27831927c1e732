using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Tests.Tables;

public sealed class StoredPagesTests
{
    // A page may be empty in the middle: a filter left nothing of it.
    private static readonly Dictionary<string, StoredPage<int>> Pages = new(StringComparer.Ordinal)
    {
        ["first"] = new([1, 2], "second"),
        ["second"] = new([], "third"),
        ["third"] = new([3], null),
    };

    private readonly List<string?> asked = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AllAsync_SeveralPages_GivesEachItemInOrderAndAsksEachPageOnce()
    {
        List<int> items = [];

        await foreach (int item in StoredPages.AllAsync(ReadAsync).WithCancellation(Token)) items.Add(item);

        Assert.Equal([1, 2, 3], items);
        Assert.Equal([null, "second", "third"], asked);
    }

    [Fact]
    public async Task AllAsync_StoppedInAPage_AsksNoFurtherPage()
    {
        await foreach (int item in StoredPages.AllAsync(ReadAsync).WithCancellation(Token))
        {
            if (item == 2) break;
        }

        Assert.Equal([null], asked);
    }

    private Task<StoredPage<int>> ReadAsync(string? continuation)
    {
        asked.Add(continuation);
        return Task.FromResult(Pages[continuation ?? "first"]);
    }
}
