namespace ServerlessTraining.Domain.Folds;

/// <summary>The arithmetic of combinatorial cross-validation: groups of rows, every choice of test groups, and the paths through
/// them.</summary>
public static class CombinatorialSplits
{
    /// <summary>Groups of equally many rows; the last takes the rest.</summary>
    public static RowRange[] Groups(RowRange rows, int groups)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows.Count, groups);
        int size = rows.Count / groups;
        RowRange[] ranges = new RowRange[groups];
        for (int g = 0; g < groups; g++)
        {
            int first = rows.First + (g * size);
            ranges[g] = new RowRange(first, g == groups - 1 ? rows.End : first + size);
        }

        return ranges;
    }

    /// <summary>How many ways there are to choose <paramref name="tested"/> of <paramref name="groups"/>.</summary>
    public static long Number(int groups, int tested)
    {
        long number = 1;
        for (int i = 1; i <= tested; i++) number = number * (groups - tested + i) / i;
        return number;
    }

    /// <summary>Every choice of test groups, ascending, in lexical order.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Choices(int groups, int tested)
    {
        List<IReadOnlyList<int>> choices = [];
        Choose([], 0);
        return choices;

        void Choose(int[] chosen, int next)
        {
            if (chosen.Length == tested)
            {
                choices.Add(chosen);
                return;
            }

            for (int g = next; g <= groups - (tested - chosen.Length); g++) Choose([.. chosen, g], g + 1);
        }
    }

    /// <summary>Paths through all groups, each tested by models that never saw it: entry [p][g] is the split that tests group g on path p.
    /// A group goes to the paths in the order in which the splits test it.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Paths(int groups, IReadOnlyList<IReadOnlyList<int>> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        List<int>[] splitsOfGroup = [.. Enumerable.Range(0, groups).Select(_ => new List<int>())];
        for (int split = 0; split < choices.Count; split++)
        {
            foreach (int group in choices[split]) splitsOfGroup[group].Add(split);
        }

        return [.. Enumerable.Range(0, splitsOfGroup[0].Count).Select(path => splitsOfGroup.Select(splits => splits[path]).ToArray())];
    }
}
