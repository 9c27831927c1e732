namespace ServerlessTraining.Domain.Labels;

/// <summary>Weights of training rows, with a mean of 1 over the rows that are given: pass the rows of the fit, and nothing outside it has a
/// say.</summary>
public static class SampleWeights
{
    public static double[] ByUniqueness(LabelSet labels, ReadOnlySpan<int> rows) => WithMeanOne(SampleUniqueness.Average(labels, rows));

    /// <summary>The size of the log return over the label's bars, each bar's return shared by the labels open in it. As in the literature
    /// the return of the decision bar itself counts. Where all returns are 0 the rows weigh the same.</summary>
    public static double[] ByReturn(LabelSet labels, ReadOnlySpan<int> rows, ReadOnlySpan<double> closes)
    {
        int[] concurrency = SampleUniqueness.Concurrency(labels, rows);
        if (closes.Length != concurrency.Length)
        {
            throw new ServerlessTrainingException(
                $"Weights by return need one close a bar, but there are {closes.Length} closes and {concurrency.Length} bars.");
        }

        double[] sums = new double[concurrency.Length + 1];
        for (int bar = 0; bar < concurrency.Length; bar++)
        {
            bool counts = bar > 0 && concurrency[bar] > 0;
            sums[bar + 1] = sums[bar] + (counts ? Math.Log(closes[bar] / closes[bar - 1]) / concurrency[bar] : 0);
        }

        double[] weights = new double[rows.Length];
        for (int i = 0; i < weights.Length; i++) weights[i] = Math.Abs(sums[labels.EndIndex[rows[i]] + 1] - sums[rows[i]]);
        return WithMeanOne(weights);
    }

    /// <summary>Factors that rise linearly to 1 at the newest row, over the uniqueness that has gathered and not over time: many copies of
    /// one story age as one. From <paramref name="oldest"/> = 1 (no decay) down to 0 it is the factor before the first row; below 0, down
    /// to but not -1, it is the share of the oldest part that counts nothing.</summary>
    public static double[] TimeDecay(ReadOnlySpan<double> uniqueness, double oldest)
    {
        if (!(oldest > -1 && oldest <= 1))
        {
            throw new ServerlessTrainingException($"The time decay's oldest weight is {oldest}; above -1 and up to 1 is allowed.");
        }

        double[] factors = new double[uniqueness.Length];
        double total = 0;
        for (int i = 0; i < factors.Length; i++) factors[i] = total += uniqueness[i];
        double slope = oldest >= 0 ? (1 - oldest) / total : 1 / ((oldest + 1) * total);
        for (int i = 0; i < factors.Length; i++) factors[i] = Math.Max(0, 1 + (slope * (factors[i] - total)));
        return factors;
    }

    private static double[] WithMeanOne(double[] weights)
    {
        double mean = weights.Length == 0 ? 1 : weights.Average();
        for (int i = 0; i < weights.Length; i++) weights[i] = mean > 0 ? weights[i] / mean : 1;
        return weights;
    }
}
