namespace ServerlessTraining.Domain.Metrics;

/// <summary>How far predicted values lie from what came.</summary>
public sealed record RegressionMetrics
{
    public required int Count { get; init; }

    public required MetricValue Rmse { get; init; }

    public required MetricValue Mae { get; init; }

    /// <summary>1 minus the squared errors over the squared deviations of the actual values from their own mean: negative is worse than that mean.</summary>
    public required MetricValue R2 { get; init; }

    /// <summary>Pearson's.</summary>
    public required MetricValue Correlation { get; init; }

    /// <summary>Spearman's.</summary>
    public required MetricValue RankCorrelation { get; init; }

    public static RegressionMetrics Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        InputFault.ThrowIfAny(
            InputFault.NotSameLength(actual.Length, "actual values", predicted.Length, "predictions"),
            InputFault.NotFinite(actual, "actual value"),
            InputFault.NotFinite(predicted, "prediction"));
        double squares = 0;
        double distances = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double error = actual[i] - predicted[i];
            squares += error * error;
            distances += Math.Abs(error);
        }

        MetricValue meanSquare = Mean(squares, actual.Length);
        return new RegressionMetrics
        {
            Count = actual.Length,
            Rmse = meanSquare.Value is { } square ? MetricValue.Of(Math.Sqrt(square)) : meanSquare,
            Mae = Mean(distances, actual.Length),
            R2 = Determination(squares, Spread.Of(actual)),
            Correlation = Statistics.Correlation(actual, predicted),
            RankCorrelation = Statistics.RankCorrelation(actual, predicted),
        };
    }

    public static FoldAverage<RegressionMetrics> Average(IReadOnlyList<RegressionMetrics> folds)
    {
        FoldMeans<RegressionMetrics> means = new(folds);
        return means.Average(new RegressionMetrics
        {
            Count = folds.Sum(fold => fold.Count),
            Rmse = means.Of("rmse", fold => fold.Rmse),
            Mae = means.Of("mae", fold => fold.Mae),
            R2 = means.Of("r2", fold => fold.R2),
            Correlation = means.Of("correlation", fold => fold.Correlation),
            RankCorrelation = means.Of("rank_correlation", fold => fold.RankCorrelation),
        });
    }

    private static MetricValue Determination(double squaredErrors, in Spread actual) =>
        actual.Fault is { } fault ? MetricValue.Undefined($"of the actual values: {fault}") : MetricValue.Of(1 - (squaredErrors / actual.SquaredDeviations));

    private static MetricValue Mean(double sum, int count) =>
        count == 0 ? MetricValue.Undefined("there are no predictions") : MetricValue.Of(sum / count, "the errors are too large to be added up");
}
