namespace ServerlessTraining.Domain.Metrics;

/// <summary>One line of the ledger: results that were seen together, such as the 135 strategies of one model, under one key.</summary>
public sealed record TrialLook
{
    private TrialLook(TrialKind kind, string key, long looks, long sharpes, double sharpeMean, double sharpeSquares)
    {
        InputFault.ThrowIfAny(
            Enum.IsDefined(kind) ? null : $"{(int)kind} is not a kind of trial.",
            KeyFault(key, "key of a look"),
            looks >= 1 ? null : $"A look counts at least 1, but {looks} were given.",
            sharpes >= 0 && sharpes <= looks ? null : $"{sharpes} Sharpe ratios cannot come of {looks} looks.",
            InputFault.NotFinite([sharpeMean], "mean of Sharpe ratios"),
            double.IsFinite(sharpeSquares) && sharpeSquares >= 0
                ? null
                : $"The squared deviations of the Sharpe ratios are {sharpeSquares}; they must be finite and not negative.");
        Kind = kind;
        Key = key;
        Looks = looks;
        Sharpes = sharpes;
        SharpeMean = sharpeMean;
        SharpeSquares = sharpeSquares;
    }

    public TrialKind Kind { get; }

    /// <summary>Says what was looked at, the same each time: configuration hash, seed, model, regime. Recording a key twice counts once.</summary>
    public string Key { get; }

    public long Looks { get; }

    /// <summary>How many of the looks had a Sharpe ratio.</summary>
    public long Sharpes { get; }

    /// <summary>Of the per-period Sharpe ratios.</summary>
    public double SharpeMean { get; }

    /// <summary>Squared deviations of the per-period Sharpe ratios from their mean, summed.</summary>
    public double SharpeSquares { get; }

    public static TrialLook Of(TrialKind kind, string key, long looks = 1) => new(kind, key, looks, 0, 0, 0);

    /// <summary>As many looks as there are ratios. A strategy without one, because it never traded, was looked at all the same.</summary>
    public static TrialLook Of(TrialKind kind, string key, ReadOnlySpan<MetricValue> perPeriodSharpes)
    {
        double[] defined = new double[perPeriodSharpes.Length];
        int count = 0;
        foreach (MetricValue sharpe in perPeriodSharpes)
        {
            if (sharpe.Value is { } value) defined[count++] = value;
        }

        Spread spread = Spread.Of(defined.AsSpan(0, count));
        return new TrialLook(kind, key, perPeriodSharpes.Length, count, spread.Mean, spread.SquaredDeviations);
    }

    /// <summary>Of two records of one key the ledger keeps the one with more in it. The order is total, so that it does not matter which came first.</summary>
    internal bool IsFullerThan(TrialLook other) => Contents.CompareTo(other.Contents) > 0;

    internal static TrialLook Restore(TrialKind kind, string key, long looks, long sharpes, double sharpeMean, double sharpeSquares) =>
        new(kind, key, looks, sharpes, sharpeMean, sharpeSquares);

    /// <summary>Keys stand in lines of the stored ledger, between tabs.</summary>
    internal static string? KeyFault(string? key, string what) =>
        !string.IsNullOrWhiteSpace(key) && !key.Any(char.IsControl) ? null : $"The {what} is '{key}'; it must have at least one letter and neither tabs nor line ends.";

    private (long Looks, long Sharpes, double Mean, double Squares) Contents => (Looks, Sharpes, SharpeMean, SharpeSquares);
}
