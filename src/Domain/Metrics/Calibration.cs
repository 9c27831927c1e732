namespace ServerlessTraining.Domain.Metrics;

/// <summary>Whether 0.7 means seven times in ten: predictions in bins of equal width (the bins of scikit-learn's <c>calibration_curve</c>), empty bins left out.</summary>
public sealed record Calibration
{
    public const int DefaultBins = 10;
    private const int MaxBins = 1000;

    private Calibration(IReadOnlyList<ReliabilityBin> bins, MetricValue expectedError)
    {
        Bins = bins;
        ExpectedError = expectedError;
    }

    public IReadOnlyList<ReliabilityBin> Bins { get; }

    /// <summary>Expected calibration error (ECE): the distance of mean prediction and positive rate, averaged over the bins by their counts.</summary>
    public MetricValue ExpectedError { get; }

    public static Calibration Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int bins = DefaultBins)
    {
        if (bins is < 1 or > MaxBins) throw new ServerlessTrainingException($"A calibration has 1 to {MaxBins} bins, but {bins} were asked for.");
        LabelledProbabilities.ThrowUnlessUsable(labels, probabilities);
        return OfChecked(labels, probabilities, bins);
    }

    internal static Calibration OfChecked(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, int bins)
    {
        Span<int> counts = new int[bins];
        Span<double> predicted = new double[bins];
        Span<double> positives = new double[bins];
        for (int i = 0; i < labels.Length; i++)
        {
            int bin = BinOf(probabilities[i], bins);
            counts[bin]++;
            predicted[bin] += probabilities[i];
            positives[bin] += labels[i];
        }

        List<ReliabilityBin> filled = new(bins);
        double distance = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            if (counts[bin] == 0) continue;
            filled.Add(new ReliabilityBin((double)bin / bins, (bin + 1.0) / bins, counts[bin], predicted[bin] / counts[bin], positives[bin] / counts[bin]));
            distance += Math.Abs(predicted[bin] - positives[bin]);
        }

        return new Calibration(filled, labels.IsEmpty ? MetricValue.Undefined("there are no labels") : MetricValue.Of(distance / labels.Length));
    }

    private static int BinOf(double probability, int bins)
    {
        // The product can be off by a rounding at an edge; the edges themselves decide.
        int bin = Math.Clamp((int)(probability * bins), 0, bins - 1);
        if (bin > 0 && probability <= (double)bin / bins) return bin - 1;
        return bin < bins - 1 && probability > (bin + 1.0) / bins ? bin + 1 : bin;
    }
}
