using ServerlessTraining.Domain;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Tables;

public sealed class TableKeyTests
{
    private const int Seed = 20261121;
    private const string Letters = "aZ09-_.~!/\\#?% u\t\u007f\u00e4\u65e5\ud83d";

    [Theory]
    [InlineData("BTCUSDT", "BTCUSDT")]
    [InlineData("a/b", "a~2fb")]
    [InlineData("~", "~7e")]
    [InlineData("", "~")]
    [InlineData("\u65e5", "~u65e5")]
    public void Of_OnePart_IsWrittenSo(string part, string key) => Assert.Equal(key, TableKey.Of(part));

    [Fact]
    public void Parts_OfAnyParts_GivesThemBack()
    {
        foreach (string[] parts in Cases()) Assert.Equal(parts, TableKey.Parts(TableKey.Of(parts)));
    }

    [Fact]
    public void Of_AnyParts_HasOnlyWhatAzureAllows()
    {
        foreach (string[] parts in Cases()) Assert.DoesNotContain(TableKey.Of(parts), c => c is '/' or '\\' or '#' or '?' or '%' or ' ' || c is < ' ' or > '~');
    }

    [Fact]
    public void Prefix_OfAPart_HoldsTheKeysOfThatPartOnly()
    {
        string prefix = TableKey.Prefix("a");
        string after = TableKey.After(prefix);

        Assert.All((string[])[TableKey.Of("a", ""), TableKey.Of("a", "\uffff"), TableKey.Of("a", "b", "c")], key => Assert.True(InRange(key)));
        Assert.All((string[])[TableKey.Of("a"), TableKey.Of("aa", "b"), TableKey.Of("a-", "b"), TableKey.Of("A", "b"), TableKey.Of("a/", "b")], key => Assert.False(InRange(key)));

        bool InRange(string key) => string.CompareOrdinal(key, prefix) >= 0 && string.CompareOrdinal(key, after) < 0;
    }

    [Fact]
    public void Of_PlainParts_SortsAsThePartsDo()
    {
        string[][] sorted = [["a", "z"], ["a-b", "a"], ["aa", "a"], ["ab", "a"]];

        Assert.Equal(sorted.Select(parts => TableKey.Of(parts)), sorted.Reverse().Select(parts => TableKey.Of(parts)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("a~2")]
    [InlineData("a~zz")]
    [InlineData("a~u12")]
    public void Parts_NotAKey_IsRefused(string key) =>
        Assert.StartsWith($"'{key}' is not a key of ours", Assert.Throws<ServerlessTrainingException>(() => TableKey.Parts(key)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("..", "~2e~2e")]
    [InlineData("a.", "a~2e")]
    [InlineData("a.json", "a.json")]
    public void BlobName_Dots_MakeNoPath(string part, string name)
    {
        Assert.Equal($"run/{name}", BlobName.Of("run", part));
        Assert.Equal(["run", part], BlobName.Parts(BlobName.Of("run", part)));
    }

    [Fact]
    public void ReversedTime_LaterTimes_SortFirstAndComeBack()
    {
        DateTimeOffset[] times = [DateTimeOffset.MinValue, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(1), DateTimeOffset.MaxValue];
        string[] keys = [.. times.Select(ReversedTime.Key)];

        Assert.Equal(keys.Reverse(), keys.Order(StringComparer.Ordinal));
        Assert.Equal(times, keys.Select(ReversedTime.Instant));
        Assert.True(string.CompareOrdinal(ReversedTime.KeyBefore(times[0]), keys[0]) > 0);
    }

    [Fact]
    public void TimeSortableId_LaterTimes_SortLater()
    {
        ManualTimeProvider clock = new(StoreSandbox.Start);
        List<string> ids = [];
        for (int i = 0; i < 50; i++)
        {
            ids.Add(TimeSortableId.Next(clock));
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
    }

    private static IEnumerable<string[]> Cases()
    {
        Random random = new(Seed);
        for (int i = 0; i < 500; i++) yield return [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new string(random.GetItems<char>(Letters, random.Next(0, 6))))];
    }
}
