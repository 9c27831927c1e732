namespace ServerlessTraining.Domain.Selection;

/// <summary>Which models compete for a regime.</summary>
public enum SelectionScope
{
    /// <summary>Those of the same symbol and timeframe.</summary>
    Market,

    /// <summary>All of them: one board for everything.</summary>
    Global,
}
