using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>Rows with what a model says of them and what came, column by column.</summary>
/// <param name="Rows">Of the bars, ascending; at least one.</param>
/// <param name="Labels">1 where the price rose.</param>
/// <param name="Returns">Of the bar that the row forecasts.</param>
/// <param name="Probabilities">That it rises.</param>
internal sealed record CandleColumns(int[] Rows, double[] Labels, double[] Returns, double[] Probabilities)
{
    /// <param name="notes">Gets a line for what cannot be computed; null where nobody reads it.</param>
    public Dictionary<string, double?> Figures(double threshold, string part, ICollection<string>? notes)
    {
        ClassificationMetrics metrics = ClassificationMetrics.Of(Labels, Probabilities, threshold);
        (string Name, MetricValue Value)[] figures =
        [
            ("accuracy", metrics.Accuracy),
            ("base_rate", metrics.BaseRate),
            ("majority_accuracy", metrics.MajorityAccuracy),
            ("lift", metrics.Lift),
            ("precision", metrics.Precision),
            ("recall", metrics.Recall),
            ("f1", metrics.F1),
            ("mcc", metrics.Mcc),
            ("balanced_accuracy", metrics.BalancedAccuracy),
            ("roc_auc", metrics.RocAuc),
            ("log_loss", metrics.LogLoss),
            ("brier", metrics.Brier),
            ("calibration_error", metrics.CalibrationError),
        ];
        foreach (IGrouping<string, string> missing in figures.Where(figure => !figure.Value.IsDefined).GroupBy(figure => figure.Value.Reason!, figure => figure.Name))
        {
            notes?.Add($"There is no {string.Join(", ", missing)} of {part}: {missing.Key}.");
        }

        Dictionary<string, double?> values = figures.ToDictionary(figure => figure.Name, figure => figure.Value.Value);
        values["rows"] = Rows.Length;
        return values;
    }

    public CandleBaselines Baselines(BarSeries bars, double threshold)
    {
        bool[] rose = [.. Rows.Select(row => row > 0 && bars.Close[row] > bars.Close[row - 1])];
        ConfusionMatrix naive = ConfusionMatrix.Of(Labels, [.. rose.Select(up => up ? 1.0 : 0.0)]);
        return new CandleBaselines(
            naive.BaseRate.Value, naive.MajorityAccuracy.Value, naive.Accuracy.Value,
            Compounded(_ => true), Compounded(i => rose[i]), Compounded(i => Probabilities[i] >= threshold));
    }

    public CandleFoldFigures FoldFigures(int number, BarSeries bars, double threshold, string part, ICollection<string>? notes) =>
        new(number, bars.OpenTime(Rows[0]), bars.OpenTime(Rows[^1]), threshold, Figures(threshold, part, notes));

    // The bars that the rows forecast follow each other, each from an open to the next, so their returns compound.
    private double Compounded(Func<int, bool> isIn)
    {
        double value = 1;
        for (int i = 0; i < Returns.Length; i++)
        {
            if (isIn(i)) value *= 1 + Returns[i];
        }

        return value - 1;
    }
}
