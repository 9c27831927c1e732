namespace ServerlessTraining.Domain.Metrics;

/// <summary>Figures of predicted probabilities, or scores, that need no threshold. Labels are 0 or 1.</summary>
public static class LabelledProbabilities
{
    /// <summary>A probability is kept this far from 0 and 1 before its logarithm is taken: a certain miss costs 36, not infinity. scikit-learn does so since 1.2.</summary>
    public const double LogLossClip = 2.220446049250313e-16;

    /// <summary>The chance that a positive bar was scored above a negative one; equal scores count half. Any scores will do, not only probabilities.</summary>
    public static MetricValue RocAuc(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        InputFault.ThrowIfAny(
            InputFault.NotSameLength(labels.Length, "labels", scores.Length, "scores"),
            InputFault.NotBinary(labels),
            InputFault.NotFinite(scores, "score"));
        return RocAucOfChecked(labels, scores);
    }

    /// <summary>Mean negative logarithm of the probability given to what came, with <see cref="LogLossClip"/>. 0.693 is a coin.</summary>
    public static MetricValue LogLoss(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        ThrowUnlessUsable(labels, probabilities);
        return LogLossOfChecked(labels, probabilities);
    }

    /// <summary>Mean squared distance of the probability from what came. 0.25 is a coin.</summary>
    public static MetricValue Brier(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        ThrowUnlessUsable(labels, probabilities);
        return BrierOfChecked(labels, probabilities);
    }

    internal static void ThrowUnlessUsable(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, double threshold = 0.5) => InputFault.ThrowIfAny(
        InputFault.NotSameLength(labels.Length, "labels", probabilities.Length, "probabilities"),
        InputFault.NotBinary(labels),
        InputFault.NotProbability(probabilities),
        threshold is >= 0 and <= 1 ? null : $"The threshold is {threshold}; it must be between 0 and 1.");

    internal static MetricValue RocAucOfChecked(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        double[] sorted = scores.ToArray();
        double[] outcomes = labels.ToArray();
        Array.Sort(sorted, outcomes);

        // Twice the number of pairs in the right order, in whole numbers: the result is exact, and 1 - x for the opposite scores.
        long pairs = 0;
        long positives = 0;
        long negatives = 0;
        int end;
        for (int start = 0; start < sorted.Length; start = end)
        {
            end = Statistics.EndOfTie(sorted, start);
            long positivesHere = 0;
            for (int i = start; i < end; i++) positivesHere += (long)outcomes[i];
            long negativesHere = end - start - positivesHere;
            pairs += positivesHere * ((2 * negatives) + negativesHere);
            positives += positivesHere;
            negatives += negativesHere;
        }

        return ConfusionMatrix.OneClassFault(positives, negatives) is { } fault
            ? MetricValue.Undefined(fault)
            : MetricValue.Of(pairs / (2.0 * positives * negatives));
    }

    internal static MetricValue LogLossOfChecked(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double given = Math.Clamp(probabilities[i], LogLossClip, 1 - LogLossClip);
            sum -= Math.Log(labels[i] > 0 ? given : 1 - given);
        }

        return Mean(sum, labels.Length);
    }

    internal static MetricValue BrierOfChecked(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities)
    {
        double sum = 0;
        for (int i = 0; i < labels.Length; i++) sum += (probabilities[i] - labels[i]) * (probabilities[i] - labels[i]);
        return Mean(sum, labels.Length);
    }

    private static MetricValue Mean(double sum, int count) => count == 0 ? MetricValue.Undefined("there are no labels") : MetricValue.Of(sum / count);
}
