namespace ServerlessTraining.Domain.Folds;

/// <summary>How the data is divided into folds; <see cref="FoldModes"/> has the names.</summary>
public enum FoldMode
{
    /// <summary>Five folds on the last twelve months: enough to tell whether more is worth its time.</summary>
    Quick,

    /// <summary>All data: an expanding training part and short tests, one after the other.</summary>
    Full,

    /// <summary>One split, at a candle.</summary>
#pragma warning disable CA1720 // The mode is called so everywhere.
    Single,
#pragma warning restore CA1720

    /// <summary>Combinatorial purged cross-validation: every choice of test groups once, so that each bar is tested on several
    /// paths.</summary>
    Cpcv,
}
