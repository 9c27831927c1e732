using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Domain.Candles;

/// <summary>From which probability on a forecast counts as a rise.</summary>
/// <param name="Threshold">A probability of at least so much is a rise; 0 to 1.</param>
/// <param name="F1">On the rows that it was chosen on; null where there is none.</param>
/// <param name="Note">Why it is not the best of several; null where it is.</param>
public sealed record ThresholdChoice(double Threshold, double? F1, string? Note)
{
    private const double Even = 0.5;

    /// <summary>The threshold with the best F1. It lies half way between the probabilities that it parts, so that the last digits of a forecast decide nothing. Of several
    /// with the same F1 the one nearest to a half is taken, and of two as near the lower. Labels of one class say nothing about a threshold: then it is a half.</summary>
    /// <param name="labels">0 or 1.</param>
    /// <param name="probabilities">One a label, 0 to 1.</param>
    public static ThresholdChoice BestF1(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        ConfusionMatrix all = ConfusionMatrix.Of(labels, probabilities, Even);
        if (ConfusionMatrix.OneClassFault(all.Positives, all.Negatives) is { } fault) return new ThresholdChoice(Even, all.F1.Value, $"0.5 was taken: {fault}");
        double[] sorted = probabilities.ToArray();
        double[] outcomes = labels.ToArray();
        Array.Sort(sorted, outcomes);
        long rises = 0;
        long falls = 0;
        ThresholdChoice? best = null;
        for (int i = sorted.Length - 1; i >= 0; i--)
        {
            if (outcomes[i] > 0) rises++;
            else falls++;
            if (i > 0 && sorted[i - 1] == sorted[i]) continue;
            double f1 = 2.0 * rises / (all.Positives + rises + falls);
            ThresholdChoice choice = new(i > 0 ? Between(sorted[i - 1], sorted[i]) : sorted[0], f1, null);
            if (best is null || choice.IsBetterThan(best)) best = choice;
        }

        return best!;
    }

    // The way is from high to low, so that of two as near to a half the later is the lower.
    private bool IsBetterThan(ThresholdChoice other) => F1 > other.F1 || (F1 == other.F1 && Math.Abs(Threshold - Even) <= Math.Abs(other.Threshold - Even));

    private static double Between(double below, double above)
    {
        double half = below + ((above - below) / 2);
        return half > below ? half : above;
    }
}
