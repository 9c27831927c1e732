using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Inference;

/// <summary>The bar that stands for a forecast when a one-step model is fed with what it said: it opens at the last close, closes at the forecast
/// return, has no shadows, has the mean volume of the last <see cref="VolumeBars"/> bars (synthetic ones among them) and comes one timeframe later,
/// also over a weekend.</summary>
public static class SyntheticBar
{
    public const int VolumeBars = 20;

    public static Bar Next(BarSeries history, double predictedReturn)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (history.Count == 0) throw new ServerlessTrainingException($"A synthetic bar of {history.Symbol} {history.Timeframe} needs at least one bar before it.");
        if (!double.IsFinite(predictedReturn) || predictedReturn <= -1)
        {
            string market = $"{history.Symbol} {history.Timeframe}";
            throw new ServerlessTrainingException(FormattableString.Invariant(
                $"A one-step return of {predictedReturn} was forecast for {market}, but a return must be a finite number above -1. Check the model's output and its scaling."));
        }

        double open = history.Close[^1];
        double close = open * (1 + predictedReturn);
        ReadOnlySpan<double> volumes = history.Volume[Math.Max(0, history.Count - VolumeBars)..];
        double sum = 0;
        foreach (double volume in volumes) sum += volume;
        return new Bar(history.CloseTime(history.Count - 1), open, Math.Max(open, close), Math.Min(open, close), close, sum / volumes.Length);
    }
}
