namespace ServerlessTraining.Domain.Features.Indicators;

/// <summary>Kaufman's efficiency ratio: the net change over the window as a share of the way the price went, 0 to 1; 0 where it did not
/// move.</summary>
public static class EfficiencyRatio
{
    public static int WarmUp(int window) => window;

    public static void Compute(ReadOnlySpan<double> close, int window, Span<double> output)
    {
        using Scratch steps = new(close.Length);
        Span<double> step = steps.Span;
        if (step.Length > 0) step[0] = double.NaN;
        for (int i = 1; i < step.Length; i++) step[i] = Math.Abs(close[i] - close[i - 1]);
        Rolling.Sum(step, window, output);
        for (int i = window; i < output.Length; i++) output[i] = Share.Of(Math.Abs(close[i] - close[i - window]), output[i], 0);
    }
}
