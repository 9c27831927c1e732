namespace ServerlessTraining.Models.Linear;

/// <summary>The fit of one target.</summary>
/// <param name="Deviations">The standard deviation of each column over the fit rows; 0 where it does not vary.</param>
internal sealed record LinearFit(LinearPredictor Predictor, double[] Deviations)
{
    public static double[] DeviationsOf(Moments moments) => [.. Enumerable.Range(0, moments.Columns).Select(moments.Deviation)];

    /// <summary>The share of each feature in the spread of the scores: |coefficient| times deviation.</summary>
    public IEnumerable<FeatureImportance> Importance(IReadOnlyList<string> names)
    {
        double[] spreads = [.. Predictor.Coefficients.Select((coefficient, j) => Math.Abs(coefficient) * Deviations[j])];
        double sum = spreads.Sum();
        return names.Select((name, j) => new FeatureImportance(Predictor.Target, name, sum > 0 ? spreads[j] / sum : 0));
    }
}
