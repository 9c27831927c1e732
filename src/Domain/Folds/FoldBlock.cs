namespace ServerlessTraining.Domain.Folds;

/// <summary>One stretch of a part: the interval it covers and the rows of it that may be used after purge and embargo. A row decides at the
/// close of its bar.</summary>
/// <param name="Interval">Before purging: bars that lie in it as a whole are its rows.</param>
/// <param name="Rows">Bars of the planned series, at least one.</param>
/// <param name="FirstOpen">Open of the first row's bar: where what the block is decided on begins.</param>
/// <param name="FirstDecision">Close of the first row's bar.</param>
/// <param name="LastDecision">Close of the last row's bar.</param>
/// <param name="LastLabelEnd">Close of the last bar that the last row's label may look at.</param>
public sealed record FoldBlock(
    TimeInterval Interval,
    RowRange Rows,
    DateTimeOffset FirstOpen,
    DateTimeOffset FirstDecision,
    DateTimeOffset LastDecision,
    DateTimeOffset LastLabelEnd);
