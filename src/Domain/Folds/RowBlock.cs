namespace ServerlessTraining.Domain.Folds;

/// <summary>A stretch of rows before anything is purged.</summary>
/// <param name="Part">What the rows are for.</param>
/// <param name="Rows">All rows of the stretch.</param>
/// <param name="Embargo">Rows kept free on top of the purge: at the end of a training stretch, or after the labels of a test.</param>
public readonly record struct RowBlock(FoldPartKind Part, RowRange Rows, int Embargo = 0);
