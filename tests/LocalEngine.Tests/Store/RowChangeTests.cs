using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Tests.Store;

/// <summary>A transaction names a row once, so changes of the same row are folded.</summary>
public sealed class RowChangeTests
{
    [Fact]
    public void Then_DeleteAfterInsert_LeavesNothing() => Assert.Null(RowChange.Insert("k", Values(1)).Then(RowChange.Delete("k")));

    [Fact]
    public void Then_InsertAfterDelete_Replaces()
    {
        RowChange both = RowChange.Delete("k").Then(RowChange.Insert("k", Values(2)))!;

        Assert.Equal((RowChangeKind.Replace, 2), (both.Kind, both.Values["v"]));
    }

    [Fact]
    public void Then_MergeAfterInsert_StaysAnInsertWithBothValues()
    {
        RowChange both = RowChange.Insert("k", new() { ["v"] = 1, ["w"] = 1 }).Then(RowChange.Merge("k", Values(2)))!;

        Assert.Equal((RowChangeKind.Insert, 2, 1), (both.Kind, both.Values["v"], both.Values["w"]));
    }

    [Fact]
    public void Then_InsertOfARowThatIsThere_IsADefect() =>
        Assert.Contains("'k'", Assert.Throws<InvalidOperationException>(() => RowChange.Merge("k", Values(1)).Then(RowChange.Insert("k", Values(2)))).Message);

    private static Dictionary<string, object> Values(int v) => new() { ["v"] = v };
}
