namespace ServerlessTraining.Domain.Selection;

/// <summary>How a run fared in a regime.</summary>
public enum RegimeOutcomeKind
{
    Kept,
    UndefinedScore,
    TooFewTrades,

    /// <summary>The place was empty, and a model that loses money is not better than none.</summary>
    NotPositive,

    /// <summary>Not better than the incumbent, or not by the margin.</summary>
    BelowIncumbent,

    /// <summary>The unclassified bars: nothing is chosen for them.</summary>
    NotContested,
}
