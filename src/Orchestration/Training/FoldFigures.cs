using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Labels;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>How a model did on the report part, with what would have been had without one beside it.</summary>
/// <param name="Metrics">By name; null where one could not be computed.</param>
/// <param name="Notes">Why not, and on how many rows the figures stand where it is not all.</param>
/// <param name="Reasons">Why a metric is null, by its name.</param>
internal sealed record FoldFigures(IReadOnlyDictionary<string, double?> Metrics, IReadOnlyList<string> Notes, IReadOnlyDictionary<string, string> Reasons)
{
    /// <param name="labels">Of every bar.</param>
    /// <param name="bars">The bars of the labels.</param>
    /// <param name="predictions">On these bars.</param>
    public static FoldFigures Of(FoldLabels labels, BarSeries bars, FoldPredictions predictions)
    {
        ReportRows rows = ReportRows.Of(labels, bars, predictions);
        ClassificationMetrics direction = ClassificationMetrics.Of(rows.Directions, rows.Probabilities);
        RegressionMetrics returns = RegressionMetrics.Of(rows.Returns, rows.ExpectedReturns);
        RegressionMetrics noChange = RegressionMetrics.Of(rows.Returns, new double[rows.Count]);
        (string Name, MetricValue Value)[] metrics =
        [
            ("accuracy", direction.Accuracy),
            ("base_rate", direction.BaseRate),
            ("majority_accuracy", direction.MajorityAccuracy),
            ("naive_accuracy", ConfusionMatrix.Of(rows.Directions, rows.LastMoves).Accuracy),
            ("lift", direction.Lift),
            ("precision", direction.Precision),
            ("recall", direction.Recall),
            ("f1", direction.F1),
            ("mcc", direction.Mcc),
            ("balanced_accuracy", direction.BalancedAccuracy),
            ("roc_auc", direction.RocAuc),
            ("log_loss", direction.LogLoss),
            ("brier", direction.Brier),
            ("calibration_error", direction.CalibrationError),
            ("rmse", returns.Rmse),
            ("no_change_rmse", noChange.Rmse),
            ("mae", returns.Mae),
            ("no_change_mae", noChange.Mae),
            ("r2", returns.R2),
            ("correlation", returns.Correlation),
            ("rank_correlation", returns.RankCorrelation),
            ("hit_rate_tp1", TakeProfitRate(rows.Probabilities, rows.Barriers)),
        ];
        int asked = predictions.Blocks.Where(block => block.Part == FoldPartKind.Test).Sum(block => block.Count);
        Dictionary<string, string> reasons = metrics.Where(metric => !metric.Value.IsDefined).ToDictionary(metric => metric.Name, metric => metric.Value.Reason!);
        IEnumerable<string> notes = reasons.GroupBy(reason => reason.Value, reason => reason.Key).Select(group => $"There is no {string.Join(", ", group)}: {group.Key}.");
        if (rows.Count < asked) notes = notes.Prepend($"The figures are of {rows.Count} of {asked} report rows: the others have no forecast or no label.");
        Dictionary<string, double?> values = metrics.ToDictionary(metric => metric.Name, metric => metric.Value.Value);
        values["report_rows"] = rows.Count;
        return new FoldFigures(values, [.. notes], reasons);
    }

    /// <summary>Of the rows that are forecast up at one half, the share whose price meets the take-profit before the stop and before time runs out.</summary>
    private static MetricValue TakeProfitRate(double[] probabilities, BarrierOutcome[] barriers)
    {
        const double Threshold = 0.5;
        BarrierOutcome[] up = [.. barriers.Where((_, row) => probabilities[row] >= Threshold)];
        if (up.Length == 0) return MetricValue.Undefined("no row was forecast up");
        int known = up.Count(outcome => outcome != BarrierOutcome.None);
        return known == 0
            ? MetricValue.Undefined("no row that was forecast up has barriers")
            : MetricValue.Of((double)up.Count(outcome => outcome == BarrierOutcome.TakeProfit) / known);
    }

    /// <summary>The report rows that have both a forecast and a label, column by column.</summary>
    private sealed record ReportRows(double[] Directions, double[] Returns, double[] Probabilities, double[] ExpectedReturns, double[] LastMoves, BarrierOutcome[] Barriers)
    {
        public int Count => Returns.Length;

        public static ReportRows Of(FoldLabels labels, BarSeries bars, FoldPredictions predictions)
        {
            double[] directions = labels.Values[labels.Direction];
            double[] returns = labels.Values[labels.Return];
            List<int> rows = [];
            List<double> probabilities = [];
            List<double> expected = [];
            foreach (PredictionBlock block in predictions.Blocks.Where(block => block.Part == FoldPartKind.Test))
            {
                int first = bars.IndexAtOrAfter(new DateTimeOffset(block.OpenTicks[0], TimeSpan.Zero));
                for (int i = 0; i < block.Count; i++)
                {
                    if (double.IsNaN(block.ProbabilityUp[i]) || double.IsNaN(returns[first + i])) continue;
                    rows.Add(first + i);
                    probabilities.Add(block.ProbabilityUp[i]);
                    expected.Add(block.ExpectedReturn[i]);
                }
            }

            return new ReportRows(
                [.. rows.Select(row => directions[row])], [.. rows.Select(row => returns[row])], [.. probabilities], [.. expected], [.. rows.Select(row => LastMove(bars, row))],
                [.. rows.Select(row => labels.Barriers.Outcomes[row])]);
        }

        // The naive line: what the last bar did goes on; 1 where it rose.
        private static double LastMove(BarSeries bars, int row) => row > 0 && bars.Close[row] > bars.Close[row - 1] ? 1 : 0;
    }
}
