namespace ServerlessTraining.Domain.Tests.Features.Indicators;

/// <summary>Indicators in the plainest form, from their definitions, to hold the fast ones against.</summary>
internal static class Textbook
{
    public static double Exponential(ReadOnlySpan<double> values, int period) => Smoothed(values, period, 2.0 / (period + 1));

    public static double Wilder(ReadOnlySpan<double> values, int period) => Smoothed(values, period, 1.0 / period);

    public static double Mean(ReadOnlySpan<double> values)
    {
        decimal sum = 0;
        foreach (double value in values) sum += (decimal)value;
        return (double)(sum / values.Length);
    }

    public static double Deviation(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double squares = 0;
        foreach (double value in values) squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / values.Length);
    }

    /// <summary>The value at the last bar, seeded with the mean of the first bars.</summary>
    private static double Smoothed(ReadOnlySpan<double> values, int period, double smoothing)
    {
        double average = Mean(values[..period]);
        foreach (double value in values[period..]) average += smoothing * (value - average);
        return average;
    }
}
