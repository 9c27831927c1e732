namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Aroon oscillator: bars since the lowest low less bars since the highest high of the last <c>periods</c> + 1 bars, as a share of
/// the periods (-1 to 1, not to 100). Of equal extremes the oldest counts.</summary>
public static class Aroon
{
    public static int WarmUp(int periods) => periods;

    public static void Compute(ReadOnlySpan<double> high, ReadOnlySpan<double> low, int periods, Span<double> output)
    {
        using Scratch extremes = new(output.Length);
        using Scratch ages = new(output.Length);
        Span<double> extreme = extremes.Span;
        Span<double> age = ages.Span;
        Rolling.Max(high, periods + 1, extreme);
        Window.Fold(high, extreme, periods + 1, default(OldestMatchFold), age);
        Rolling.Min(low, periods + 1, extreme);
        Window.Fold(low, extreme, periods + 1, default(OldestMatchFold), output);
        for (int i = 0; i < output.Length; i++) output[i] = (output[i] - age[i]) / periods;
    }
}
