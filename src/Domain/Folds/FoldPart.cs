namespace ServerlessTraining.Domain.Folds;

/// <summary>The rows of one purpose in a fold: one block in the walk-forward modes, several in `cpcv`, ascending.</summary>
public sealed class FoldPart
{
    internal FoldPart(FoldPartKind kind, IReadOnlyList<FoldBlock> blocks)
    {
        Kind = kind;
        Blocks = blocks;
        RowCount = blocks.Sum(block => block.Rows.Count);
    }

    public FoldPartKind Kind { get; }

    public IReadOnlyList<FoldBlock> Blocks { get; }

    /// <summary>Rows that may be used; those without a label are still among them.</summary>
    public int RowCount { get; }

    /// <summary>From the start of the first block to the end of the last. In `cpcv` other parts lie between.</summary>
    public TimeInterval Interval => new(Blocks[0].Interval.Start, Blocks[^1].Interval.End);

    /// <summary>The row numbers, ascending.</summary>
    public int[] Rows()
    {
        int[] rows = new int[RowCount];
        int next = 0;
        foreach (FoldBlock block in Blocks)
        {
            for (int row = block.Rows.First; row < block.Rows.End; row++) rows[next++] = row;
        }

        return rows;
    }
}
