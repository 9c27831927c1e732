namespace ServerlessTraining.Domain.Folds;

/// <summary>One division of the data into what a model learns from, what it is tuned on and what it is judged by.</summary>
public sealed class Fold
{
    internal Fold(int number, FoldKind kind, FoldPart fit, FoldPart tune, FoldPart test, LeakReceipt receipt)
    {
        Number = number;
        Kind = kind;
        Fit = fit;
        Tune = tune;
        Test = test;
        Receipt = receipt;
    }

    /// <summary>From 1, in order of the tests.</summary>
    public int Number { get; }

    public FoldKind Kind { get; }

    public FoldPart Fit { get; }

    public FoldPart Tune { get; }

    public FoldPart Test { get; }

    /// <summary>Fit and tune together, from the start of the first to the end of the last; in `cpcv` tests lie between.</summary>
    public TimeInterval Train => new(Fit.Interval.Start, Tune.Interval.End);

    public LeakReceipt Receipt { get; }
}
