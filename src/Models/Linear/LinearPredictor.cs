namespace ServerlessTraining.Models.Linear;

/// <summary>What was learned for one target: <c>intercept + coefficients * row</c>, behind a logistic curve for a direction.</summary>
internal sealed record LinearPredictor(Target Target, double Intercept, double[] Coefficients)
{
    public void Predict(ReadOnlySpan<double> values, Span<double> predictions)
    {
        int columns = Coefficients.Length;
        for (int row = 0; row < predictions.Length; row++)
        {
            double score = Intercept + VectorMath.Dot(Coefficients, values.Slice(row * columns, columns));
            predictions[row] = Target.Kind == TargetKind.Direction ? Logistic.Probability(score) : score;
        }
    }

    /// <summary>The weighted mean of the squared errors of a return, of the log losses of a direction.</summary>
    public double Loss(DesignMatrix design)
    {
        int columns = Coefficients.Length;
        ReadOnlySpan<double> values = design.Values;
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < design.Rows; row++)
        {
            double score = Intercept + VectorMath.Dot(Coefficients, values.Slice(row * columns, columns));
            double weight = design.Weights is { } given ? given[row] : 1;
            double error = design.Labels[row] - score;
            sum += weight * (Target.Kind == TargetKind.Direction ? Logistic.Loss(score, design.Labels[row]) : error * error);
            weights += weight;
        }

        return sum / weights;
    }
}
