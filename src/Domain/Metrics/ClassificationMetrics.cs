namespace ServerlessTraining.Domain.Metrics;

/// <summary>How well probabilities of the positive class, cut at a threshold, met labels of 0 and 1. No accuracy stands without its base rate.</summary>
public sealed record ClassificationMetrics
{
    /// <summary>Summed over the folds in an average.</summary>
    public required ConfusionMatrix Confusion { get; init; }

    public required MetricValue Accuracy { get; init; }

    /// <summary>What always naming the more frequent class would score on the same labels.</summary>
    public required MetricValue MajorityAccuracy { get; init; }

    /// <summary>Accuracy minus majority accuracy, in parts of 1: not above 0 means that nothing was learned that counting would not have told.</summary>
    public required MetricValue Lift { get; init; }

    public required MetricValue BaseRate { get; init; }

    public required MetricValue Precision { get; init; }

    public required MetricValue Recall { get; init; }

    public required MetricValue F1 { get; init; }

    public required MetricValue Mcc { get; init; }

    public required MetricValue BalancedAccuracy { get; init; }

    public required MetricValue RocAuc { get; init; }

    public required MetricValue LogLoss { get; init; }

    public required MetricValue Brier { get; init; }

    /// <summary>Expected calibration error in <see cref="Calibration.DefaultBins"/> bins.</summary>
    public required MetricValue CalibrationError { get; init; }

    public static ClassificationMetrics Of(ReadOnlySpan<double> labels, ReadOnlySpan<double> probabilities, double threshold = 0.5)
    {
        LabelledProbabilities.ThrowUnlessUsable(labels, probabilities, threshold);
        ConfusionMatrix confusion = ConfusionMatrix.OfChecked(labels, probabilities, threshold);
        MetricValue accuracy = confusion.Accuracy;
        return new ClassificationMetrics
        {
            Confusion = confusion,
            Accuracy = accuracy,
            MajorityAccuracy = confusion.MajorityAccuracy,
            Lift = accuracy.Value is { } scored ? MetricValue.Of(scored - confusion.MajorityAccuracy.Value!.Value) : accuracy,
            BaseRate = confusion.BaseRate,
            Precision = confusion.Precision,
            Recall = confusion.Recall,
            F1 = confusion.F1,
            Mcc = confusion.Mcc,
            BalancedAccuracy = confusion.BalancedAccuracy,
            RocAuc = LabelledProbabilities.RocAucOfChecked(labels, probabilities),
            LogLoss = LabelledProbabilities.LogLossOfChecked(labels, probabilities),
            Brier = LabelledProbabilities.BrierOfChecked(labels, probabilities),
            CalibrationError = Calibration.OfChecked(labels, probabilities, Calibration.DefaultBins).ExpectedError,
        };
    }

    public static FoldAverage<ClassificationMetrics> Average(IReadOnlyList<ClassificationMetrics> folds)
    {
        FoldMeans<ClassificationMetrics> means = new(folds);
        return means.Average(new ClassificationMetrics
        {
            Confusion = folds.Select(fold => fold.Confusion).Aggregate((left, right) => left + right),
            Accuracy = means.Of("accuracy", fold => fold.Accuracy),
            MajorityAccuracy = means.Of("majority_accuracy", fold => fold.MajorityAccuracy),
            Lift = means.Of("lift", fold => fold.Lift),
            BaseRate = means.Of("base_rate", fold => fold.BaseRate),
            Precision = means.Of("precision", fold => fold.Precision),
            Recall = means.Of("recall", fold => fold.Recall),
            F1 = means.Of("f1", fold => fold.F1),
            Mcc = means.Of("mcc", fold => fold.Mcc),
            BalancedAccuracy = means.Of("balanced_accuracy", fold => fold.BalancedAccuracy),
            RocAuc = means.Of("roc_auc", fold => fold.RocAuc),
            LogLoss = means.Of("log_loss", fold => fold.LogLoss),
            Brier = means.Of("brier", fold => fold.Brier),
            CalibrationError = means.Of("calibration_error", fold => fold.CalibrationError),
        });
    }
}
