namespace ServerlessTraining.Domain.Market;

/// <summary>Bars that should be there and are not, between two that are: from the open of the first missing one to the close of the last.
/// Closed hours inside it count no bars.</summary>
public readonly record struct BarGap(TimeInterval Span, long MissingBars);
