namespace ServerlessTraining.Domain.Features.Groups;

/// <summary>Small column arithmetic that several groups share.</summary>
internal static class Derived
{
    public static void Log(ReadOnlySpan<double> values, Span<double> output)
    {
        for (int i = 0; i < output.Length; i++) output[i] = Math.Log(values[i]);
    }

    /// <summary>The change over <paramref name="lag"/> bars; NaN before.</summary>
    public static void Change(ReadOnlySpan<double> values, int lag, Span<double> output)
    {
        output[..Math.Min(lag, output.Length)].Fill(double.NaN);
        for (int i = lag; i < output.Length; i++) output[i] = values[i] - values[i - lag];
    }

    public static void LogReturn(ReadOnlySpan<double> close, Span<double> output)
    {
        using Scratch logs = new(close.Length);
        Log(close, logs.Span);
        Change(logs.Span, 1, output);
    }

    /// <summary>The output, an average, becomes value / average - 1.</summary>
    public static void DistanceFrom(ReadOnlySpan<double> values, Span<double> output)
    {
        for (int i = 0; i < output.Length; i++) output[i] = (values[i] / output[i]) - 1;
    }

    public static void DivideBy(ReadOnlySpan<double> values, Span<double> output)
    {
        for (int i = 0; i < output.Length; i++) output[i] /= values[i];
    }
}
