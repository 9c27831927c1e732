namespace ServerlessTraining.Domain.Folds;

/// <summary>Where one part ends and another begins: the label that looks furthest must be over before the first bar on which the later part
/// decides.</summary>
/// <param name="Before">The earlier part.</param>
/// <param name="LastDecision">Its last decision.</param>
/// <param name="LastLabelEnd">The end of that decision's label, at its longest.</param>
/// <param name="After">The later part.</param>
/// <param name="FirstOpen">The open of the first bar that the later part decides on.</param>
/// <param name="FirstDecision">The later part's first decision.</param>
public sealed record LeakBoundary(
    FoldPartKind Before,
    DateTimeOffset LastDecision,
    DateTimeOffset LastLabelEnd,
    FoldPartKind After,
    DateTimeOffset FirstOpen,
    DateTimeOffset FirstDecision)
{
    public bool Holds => LastDecision <= LastLabelEnd && LastLabelEnd <= FirstOpen && FirstOpen < FirstDecision;

    public override string ToString() =>
        $"{Before.Name()} decides until {TimeInterval.Text(LastDecision)}, its labels end by {TimeInterval.Text(LastLabelEnd)}; " +
        $"{After.Name()} decides from {TimeInterval.Text(FirstDecision)}";
}
