namespace ServerlessTraining.Domain.Regimes;

/// <summary>How far back regimes look. All lengths are in bars. Checked when bars are classified, all errors at once.</summary>
public sealed record RegimeOptions
{
    public static RegimeOptions Default { get; } = new();

    /// <summary>The bars that a measure covers, 20 to 2,000; default 100.</summary>
    public int Lookback { get; init; } = 100;

    /// <summary>The trailing bars over which percentiles and averages are taken, the bar itself included, 20 to 10,000; default 1,000.</summary>
    public int PercentileWindow { get; init; } = 1000;

    /// <summary>
    /// How many bars in a row must be of another regime before it is taken; until then the old one stays. 1 to 50; default 1, which is none.
    /// A regime that no such run has confirmed within the last <see cref="Lookback"/> bars lapses to unclassified, so that no label depends on a past without end.
    /// </summary>
    public int Hysteresis { get; init; } = 1;

    /// <summary>What labels depend on, in one line.</summary>
    internal string Text => $"lookback {Lookback}, percentile window {PercentileWindow}, hysteresis {Hysteresis}";

    public void Validate()
    {
        List<RegimeProblem> problems = [];
        Check("lookback", Lookback, 20, 2000);
        Check("percentile_window", PercentileWindow, 20, 10_000);
        Check("hysteresis", Hysteresis, 1, 50);
        Problems.ThrowIfAny("the regime options", problems);

        void Check(string name, int bars, int least, int most)
        {
            if (bars < least || bars > most) problems.Add(new RegimeProblem(name, $"{name} must be from {least} to {most} bars, but is {bars}."));
        }
    }
}
