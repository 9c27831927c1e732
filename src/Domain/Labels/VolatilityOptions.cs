namespace ServerlessTraining.Domain.Labels;

/// <summary>The trailing volatility that barriers are measured in: the spread of returns over <see cref="Period"/>, exponentially
/// weighted.</summary>
public sealed record VolatilityOptions
{
    public static readonly TimeSpan MaxPeriod = TimeSpan.FromDays(30);
    public const int MaxSpan = 10_000;

    private const double Settled = 1e-9;

    /// <summary>The time over which each return is taken, above 0 and up to 30 days. A day: daily volatility.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Returns; the weight of the newest is 2 / (span + 1). 2 to 10000.</summary>
    public int Span { get; init; } = 100;

    /// <summary>How many returns must be there before there is a volatility, 2 to 10000.</summary>
    public int MinReturns { get; init; } = 20;

    /// <summary>Returns after which all that came before them weighs less than a billionth part: a series that starts earlier gives the
    /// same to about eight digits.</summary>
    public int WarmUp => (int)Math.Ceiling(Math.Log(Settled) / Math.Log(1 - Alpha));

    internal double Alpha => 2.0 / (Span + 1);

    internal void Check(Faults errors)
    {
        if (Period <= TimeSpan.Zero || Period > MaxPeriod) errors.Add($"volatility.period is {Period}; above 0 and up to {MaxPeriod.Days} days is allowed");
        errors.Range("volatility.span", Span, 2, MaxSpan, "returns");
        errors.Range("volatility.min_returns", MinReturns, 2, MaxSpan, "returns");
    }
}
