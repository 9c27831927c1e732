namespace ServerlessTraining.Orchestration.Tests.Candles;

/// <summary>Figures from stored predictions by their definitions, pair by pair and row by row: no code of the product.</summary>
internal static class Recomputed
{
    public static Dictionary<string, double> Of(IReadOnlyList<CandleScene.Line> rows)
    {
        double tp = rows.Count(row => row is { Prediction: 1, Label: 1 });
        double fp = rows.Count(row => row is { Prediction: 1, Label: 0 });
        double tn = rows.Count(row => row is { Prediction: 0, Label: 0 });
        double fn = rows.Count(row => row is { Prediction: 0, Label: 1 });
        double majority = Math.Max(tp + fn, tn + fp) / rows.Count;
        return new Dictionary<string, double>
        {
            ["rows"] = rows.Count,
            ["accuracy"] = (tp + tn) / rows.Count,
            ["base_rate"] = (tp + fn) / rows.Count,
            ["majority_accuracy"] = majority,
            ["lift"] = ((tp + tn) / rows.Count) - majority,
            ["precision"] = tp / (tp + fp),
            ["recall"] = tp / (tp + fn),
            ["f1"] = 2 * tp / ((2 * tp) + fp + fn),
            ["mcc"] = ((tp * tn) - (fp * fn)) / Math.Sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)),
            ["balanced_accuracy"] = ((tp / (tp + fn)) + (tn / (tn + fp))) / 2,
            ["roc_auc"] = Auc(rows),
            ["log_loss"] = rows.Average(row => -Math.Log(row.Label == 1 ? row.Probability : 1 - row.Probability)),
            ["brier"] = rows.Average(row => Math.Pow(row.Probability - row.Label, 2)),
        };
    }

    /// <summary>F1 of every threshold that makes a difference.</summary>
    public static double BestF1(IReadOnlyList<CandleScene.Line> rows) => rows.Max(cut =>
    {
        double tp = rows.Count(row => row.Probability >= cut.Probability && row.Label == 1);
        double predicted = rows.Count(row => row.Probability >= cut.Probability);
        return 2 * tp / (predicted + rows.Count(row => row.Label == 1));
    });

    private static double Auc(IReadOnlyList<CandleScene.Line> rows)
    {
        double[] pairs =
        [
            .. from rise in rows.Where(row => row.Label == 1)
               from fall in rows.Where(row => row.Label == 0)
               select rise.Probability > fall.Probability ? 1 : rise.Probability < fall.Probability ? 0 : 0.5,
        ];
        return pairs.Average();
    }
}
