namespace ServerlessTraining.Domain.Metrics;

/// <summary>Returns of several trials over the same bars, or over the same blocks of bars: one row a trial.</summary>
public sealed class TrialReturns
{
    private readonly double[] values;

    /// <summary>Takes ownership of <paramref name="values"/>: all returns of the first trial, then all of the second, and so on.</summary>
    public TrialReturns(double[] values, int trials)
    {
        ArgumentNullException.ThrowIfNull(values);
        InputFault.ThrowIfAny(
            trials >= 1 && values.Length % trials == 0 ? null : $"{values.Length} returns are no whole number of rows for {trials} trials. Pass as many returns for each trial.",
            InputFault.NotFinite(values, "return"));
        this.values = values;
        Trials = trials;
    }

    public int Trials { get; }

    public int Observations => values.Length / Trials;

    public ReadOnlySpan<double> Row(int trial) => values.AsSpan(trial * Observations, Observations);

    /// <summary>Writes the row with mean 0 and sample deviation 1, or zeros where it has no spread, and returns the mean of the row in its deviations: the Sharpe ratio per
    /// observation, or 0.</summary>
    internal double Standardise(int trial, Span<double> standardised)
    {
        ReadOnlySpan<double> row = Row(trial);
        Spread spread = Spread.Of(row);
        if (spread.Fault is not null)
        {
            standardised.Clear();
            return 0;
        }

        double deviation = spread.Deviation;
        for (int i = 0; i < row.Length; i++) standardised[i] = (row[i] - spread.Mean) / deviation;
        return spread.Mean / deviation;
    }
}
