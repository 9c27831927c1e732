using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Tests.Store;

public sealed class RowKeysTests
{
    [Theory]
    [InlineData("plain-id_1.2")]
    [InlineData("a|b~c/d\\e#f?g%h+i'j")]
    [InlineData("~007C")]
    [InlineData("tab\tnull\0end\u007f")]
    [InlineData("東京 😀")]
    public void InstanceId_OfItsKey_IsTheSame(string id)
    {
        string key = RowKeys.Instance(id);

        Assert.Equal(id, RowKeys.InstanceId(key));
        Assert.DoesNotContain(key[2..], c => c is '/' or '\\' or '#' or '?' or '|' || char.IsControl(c));
    }

    [Fact]
    public void HistoryOf_AnInstance_HoldsItsRowsAndNotThoseOfALongerId()
    {
        KeyRange range = RowKeys.HistoryOf("a", "1");

        Assert.True(In(range, RowKeys.History("a", "1", 0)));
        Assert.True(In(range, RowKeys.History("a", "1", 999_999)));
        Assert.False(In(range, RowKeys.History("a", "10", 0)));
        Assert.False(In(range, RowKeys.History("a|1", "1", 0)));
        Assert.False(In(range, RowKeys.History("ab", "1", 0)));
    }

    private static bool In(KeyRange range, string key) => string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.To) < 0;
}
