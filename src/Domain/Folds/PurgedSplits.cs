namespace ServerlessTraining.Domain.Folds;

/// <summary>Which rows may be used beside each other, in row numbers alone. The label of row i looks at bars i to i + purge. A label must
/// not meet a later part, nor may the labels of a test meet training that comes after it; nor even touch, for one bar known to both is
/// shared information. (De Prado's snippet lets them touch in one bar: his rows are ours with a purge that is shorter by one.) Labels of
/// varying length purge by their longest: to purge by what each turned out to be would keep, beside a boundary, the ones that ended
/// soon.</summary>
public static class PurgedSplits
{
    /// <summary>What is left of each block; nothing of it, where the purge takes all.</summary>
    /// <param name="blocks">In order of time, disjoint.</param>
    /// <param name="purge">Bars that a label looks past its row.</param>
    /// <param name="limit">The first bar that no label may look at.</param>
    public static RowRange[] Usable(IReadOnlyList<RowBlock> blocks, int purge, int limit)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        RowRange[] usable = new RowRange[blocks.Count];
        int free = 0;
        for (int i = 0; i < usable.Length; i++)
        {
            (FoldPartKind part, RowRange rows, int embargo) = blocks[i];
            if (part == FoldPartKind.Test)
            {
                // A test label may look past its test, as the last trade of a test does, but not past the limit.
                usable[i] = rows.Within(rows.First, limit - purge);
                free = rows.End + purge + embargo;
            }
            else
            {
                usable[i] = rows.Within(free, Math.Min(rows.End, limit) - purge - embargo);
            }
        }

        return usable;
    }
}
