using System.Text.Json.Serialization;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>Decisions against outcomes. Only the four counts are stored. Where a figure would divide by zero it is undefined; scikit-learn writes 0 there and warns.</summary>
public sealed record ConfusionMatrix(long TruePositives, long FalsePositives, long TrueNegatives, long FalseNegatives)
{
    private const string Nothing = "there are no labels";
    private const string NoPositive = "no label is positive";
    private const string NoNegative = "no label is negative";

    [JsonIgnore]
    public long Positives => TruePositives + FalseNegatives;

    [JsonIgnore]
    public long Negatives => TrueNegatives + FalsePositives;

    [JsonIgnore]
    public long Count => Positives + Negatives;

    [JsonIgnore]
    public MetricValue Accuracy => Ratio(TruePositives + TrueNegatives, Count, Nothing);

    /// <summary>The part of the labels that is positive.</summary>
    [JsonIgnore]
    public MetricValue BaseRate => Ratio(Positives, Count, Nothing);

    /// <summary>The accuracy of always naming the more frequent class.</summary>
    [JsonIgnore]
    public MetricValue MajorityAccuracy => Ratio(Math.Max(Positives, Negatives), Count, Nothing);

    [JsonIgnore]
    public MetricValue Precision => Ratio(TruePositives, TruePositives + FalsePositives, "nothing was predicted positive");

    [JsonIgnore]
    public MetricValue Recall => Ratio(TruePositives, Positives, NoPositive);

    /// <summary>Recall of the negative class.</summary>
    [JsonIgnore]
    public MetricValue Specificity => Ratio(TrueNegatives, Negatives, NoNegative);

    [JsonIgnore]
    public MetricValue F1 => Ratio(2 * TruePositives, (2 * TruePositives) + FalsePositives + FalseNegatives, "no label is positive and nothing was predicted positive");

    /// <summary>Matthews' correlation coefficient: 0 for what chance gives, whatever the base rate.</summary>
    [JsonIgnore]
    public MetricValue Mcc
    {
        get
        {
            if (OneClassFault(Positives, Negatives) is { } fault) return MetricValue.Undefined(fault);
            double predictedPositive = TruePositives + FalsePositives;
            double predictedNegative = TrueNegatives + FalseNegatives;
            if (predictedPositive == 0 || predictedNegative == 0) return MetricValue.Undefined("all predictions are of one class");
            double agreement = ((double)TruePositives * TrueNegatives) - ((double)FalsePositives * FalseNegatives);
            return MetricValue.Of(agreement / (Math.Sqrt(predictedPositive * predictedNegative) * Math.Sqrt((double)Positives * Negatives)));
        }
    }

    /// <summary>The mean of recall and specificity.</summary>
    [JsonIgnore]
    public MetricValue BalancedAccuracy => OneClassFault(Positives, Negatives) is { } fault
        ? MetricValue.Undefined(fault)
        : MetricValue.Of((((double)TruePositives / Positives) + ((double)TrueNegatives / Negatives)) / 2);

    /// <summary>Labels are 0 or 1. Positive is what is predicted with at least the threshold: scikit-learn's <c>predict</c> leaves exactly 0.5 to the negative class.</summary>
    public static ConfusionMatrix Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, double threshold = 0.5)
    {
        LabelledProbabilities.ThrowUnlessUsable(labels, probabilities, threshold);
        return OfChecked(labels, probabilities, threshold);
    }

    public static ConfusionMatrix operator +(ConfusionMatrix left, ConfusionMatrix right) => new(
        left.TruePositives + right.TruePositives,
        left.FalsePositives + right.FalsePositives,
        left.TrueNegatives + right.TrueNegatives,
        left.FalseNegatives + right.FalseNegatives);

    /// <summary>Why classes cannot be told apart, where that is so.</summary>
    internal static string? OneClassFault(long positives, long negatives) =>
        positives + negatives == 0 ? Nothing
        : positives == 0 ? NoPositive
        : negatives == 0 ? NoNegative
        : null;

    internal static ConfusionMatrix OfChecked(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, double threshold)
    {
        Span<long> counts = stackalloc long[4];
        for (int i = 0; i < labels.Length; i++) counts[(labels[i] > 0 ? 2 : 0) + (probabilities[i] >= threshold ? 1 : 0)]++;
        return new ConfusionMatrix(TruePositives: counts[3], FalsePositives: counts[1], TrueNegatives: counts[0], FalseNegatives: counts[2]);
    }

    private static MetricValue Ratio(long part, long whole, string undefined) => whole == 0 ? MetricValue.Undefined(undefined) : MetricValue.Of((double)part / whole);
}
