using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Tests.Store;

public sealed class BigCommitTests
{
    [Fact]
    public void Split_ManyInsertions_AreValidOnlyWithTheMarkOfTheLast()
    {
        Commit commit = new([.. Rows(250), RowChange.Merge("changed", [])]);

        IReadOnlyList<RowChange>[] parts = [.. BigCommit.Split(commit, "key")];

        Assert.All(parts, p => Assert.InRange(p.Count, 1, CommitBatch.MaxRows));
        Assert.All(parts[..^1].SelectMany(p => p), r => Assert.Equal("key", r.Values[BigCommit.Property]));
        Assert.Equal([RowKeys.Mark("key"), "changed"], parts[^1].Select(r => r.Key));
        Assert.Equal(252, parts.Sum(p => p.Count));
    }

    [Fact]
    public void Split_ManyDeletions_ComeAfterWhatSaysThatTheyMay()
    {
        Commit commit = new([RowChange.Insert("new", []), .. Enumerable.Range(0, 250).Select(i => RowChange.Delete($"old{i}"))]);

        IReadOnlyList<RowChange>[] parts = [.. BigCommit.Split(commit, "key")];

        Assert.Equal("new", parts[0][0].Key);
        Assert.DoesNotContain(BigCommit.Property, parts[0][0].Values.Keys);
        Assert.All(parts.Skip(1).SelectMany(p => p), r => Assert.Equal(RowChangeKind.Delete, r.Kind));
    }

    [Fact]
    public void Split_ByBytes_KeepsEveryTransactionUnderItsLimit()
    {
        string text = new('x', 30_000);
        Commit commit = new([.. Enumerable.Range(0, 200).Select(i => RowChange.Insert($"{i}", new() { ["v"] = text }))]);

        Assert.All(BigCommit.Split(commit, "key"), p => Assert.True(p.Sum(r => r.Size) <= CommitBatch.MaxBytes));
    }

    private static IEnumerable<RowChange> Rows(int count) => Enumerable.Range(0, count).Select(i => RowChange.Insert($"{i}", []));
}
