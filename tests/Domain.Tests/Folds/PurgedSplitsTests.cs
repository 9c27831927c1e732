using System.Text.Json;
using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Domain.Tests.Folds;

/// <summary>Splits that others computed, in row numbers.</summary>
public sealed class PurgedSplitsTests
{
    private static readonly JsonElement Reference = ReferenceData.Load("purged_cv");

    [Fact]
    public void Usable_CombinatorialSplits_LeaveTheTrainRowsOfTheReference() => ForEachCase("combinatorial_purged_cv", example =>
    {
        int n = Number(example, "n");
        RowRange[] groups = CombinatorialSplits.Groups(new RowRange(0, n), Number(example, "n_folds"));
        IReadOnlyList<IReadOnlyList<int>> choices = CombinatorialSplits.Choices(groups.Length, Number(example, "n_test_folds"));
        JsonElement splits = example.GetProperty("splits");
        Assert.Equal(splits.GetArrayLength(), choices.Count);
        for (int s = 0; s < choices.Count; s++)
        {
            RowRange[] tests = [.. choices[s].Select(group => groups[group])];

            Assert.Equal(splits[s].GetProperty("test").EnumerateArray().Select(Rows), tests.Select(Rows));
            Assert.Equal(Rows(splits[s].GetProperty("train")), Train(n, tests, Number(example, "purged"), Number(example, "embargo")));
        }
    });

    [Fact]
    public void Paths_CombinatorialSplits_AreThoseOfTheReference() => ForEachCase("combinatorial_purged_cv", example =>
    {
        IReadOnlyList<IReadOnlyList<int>> choices = CombinatorialSplits.Choices(Number(example, "n_folds"), Number(example, "n_test_folds"));
        JsonElement pathIds = example.GetProperty("path_ids");

        IReadOnlyList<IReadOnlyList<int>> paths = CombinatorialSplits.Paths(Number(example, "n_folds"), choices);

        Assert.Equal(Number(example, "n_splits"), choices.Count);
        Assert.Equal(Number(example, "n_splits"), CombinatorialSplits.Number(Number(example, "n_folds"), Number(example, "n_test_folds")));
        Assert.Equal(Number(example, "n_test_paths"), paths.Count);
        for (int split = 0; split < choices.Count; split++)
        {
            int[] pathOfGroup = [.. choices[split].Select(group => Enumerable.Range(0, paths.Count).Single(path => paths[path][group] == split))];
            Assert.Equal(Rows(pathIds[split]), pathOfGroup);
        }
    });

    /// <summary>`strict` is our rule; the snippet from the book (`afml`) lets labels touch in one bar, which is our rule with a purge that
    /// is shorter by one.</summary>
    [Theory]
    [InlineData("strict_embargo_after_t1", 0)]
    [InlineData("afml", 1)]
    public void Usable_PurgedKFold_LeavesTheTrainRowsOfTheReference(string rule, int touching) => ForEachCase("purged_kfold", example =>
    {
        int n = Number(example, "n");
        int embargo = (int)(n * example.GetProperty("pct_embargo").GetDouble());
        foreach (JsonElement split in example.GetProperty(rule).EnumerateArray())
        {
            int[] test = Rows(split.GetProperty("test"));

            int[] train = Train(n, [new RowRange(test[0], test[^1] + 1)], Number(example, "label_horizon") - touching, embargo);

            // In the reference the labels end at the last row, here they would need bars after it: what trains after a test is the same.
            Assert.Equal(Rows(split.GetProperty("train")), train);
        }
    });

    /// <summary>Its gap is our purge. Its ranges are inclusive; which rows it tests, and its limit of the training window, are its
    /// own.</summary>
    [Fact]
    public void Usable_TimeSeriesSplit_EndsTrainingWhereTheReferenceDoes() => ForEachCase("time_series_split", example =>
    {
        foreach (JsonElement split in example.GetProperty("splits").EnumerateArray())
        {
            int[] test = Rows(split.GetProperty("test"));
            int[] train = Rows(split.GetProperty("train"));
            RowBlock[] blocks = [new(FoldPartKind.Fit, new RowRange(train[0], test[0])), new(FoldPartKind.Test, new RowRange(test[0], test[1] + 1))];

            RowRange[] usable = PurgedSplits.Usable(blocks, Number(example, "gap"), int.MaxValue);

            Assert.Equal(new RowRange(train[0], train[1] + 1), usable[0]);
            Assert.Equal(blocks[1].Rows, usable[1]);
        }
    });

    [Fact]
    public void Usable_LimitReached_NoLabelLooksPastIt()
    {
        RowBlock[] blocks = [new(FoldPartKind.Fit, new RowRange(0, 10)), new(FoldPartKind.Tune, new RowRange(10, 20)), new(FoldPartKind.Test, new RowRange(20, 30))];

        Assert.Equal([new RowRange(0, 7), new RowRange(10, 17), new RowRange(20, 25)], PurgedSplits.Usable(blocks, 3, 28));
    }

    private static int[] Train(int n, RowRange[] tests, int purge, int embargo)
    {
        List<RowBlock> blocks = [];
        int next = 0;
        foreach (RowRange test in tests)
        {
            if (test.First > next) blocks.Add(new RowBlock(FoldPartKind.Fit, new RowRange(next, test.First)));
            blocks.Add(new RowBlock(FoldPartKind.Test, test, embargo));
            next = test.End;
        }

        // The rows at the very end keep their labels: no part comes after them. A stretch after them stands for the bars that their labels
        // end in.
        if (next < n) blocks.Add(new RowBlock(FoldPartKind.Fit, new RowRange(next, n + purge)));
        RowRange[] usable = PurgedSplits.Usable(blocks, purge, int.MaxValue);
        return [.. usable.Where((_, i) => blocks[i].Part == FoldPartKind.Fit).SelectMany(Rows)];
    }

    private static void ForEachCase(string kind, Action<JsonElement> law)
    {
        JsonElement cases = Reference.GetProperty(kind).GetProperty("cases");
        Assert.NotEqual(0, cases.GetArrayLength());
        foreach (JsonElement example in cases.EnumerateArray()) law(example);
    }

    private static int Number(JsonElement example, string name) => example.GetProperty(name).GetInt32();

    private static int[] Rows(JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetInt32())];

    private static int[] Rows(RowRange range) => [.. Enumerable.Range(range.First, range.Count)];
}
