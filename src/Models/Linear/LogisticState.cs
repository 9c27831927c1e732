namespace ServerlessTraining.Models.Linear;

/// <summary>The scores of all rows under the present coefficients, and what a Newton step needs of them: the weighted sum of losses, its slope and its curvature row by
/// row.</summary>
internal sealed class LogisticState(DesignMatrix design)
{
    private readonly double[] scores = new double[design.Rows];
    private readonly double[] steps = new double[design.Rows];

    /// <summary>Weight times (label - probability): the slope of the loss in the score, downhill.</summary>
    public double[] Slopes { get; } = new double[design.Rows];

    /// <summary>The roots of weight times p (1 - p).</summary>
    public double[] CurvatureRoots { get; } = new double[design.Rows];

    public double SlopeSum { get; private set; }

    public double CurvatureSum { get; private set; }

    public double Loss { get; private set; }

    public void Start(double score)
    {
        Array.Fill(scores, score);
        Refresh();
    }

    /// <summary>Sets the direction: <paramref name="intercept"/> + <paramref name="coefficients"/> (x - shift), and gives its slope, downhill.</summary>
    public double Aim(double intercept, ReadOnlySpan<double> coefficients, ReadOnlySpan<double> shift)
    {
        int columns = coefficients.Length;
        ReadOnlySpan<double> values = design.Values;
        double offset = intercept - VectorMath.Dot(coefficients, shift);
        for (int row = 0; row < steps.Length; row++) steps[row] = offset + VectorMath.Dot(coefficients, values.Slice(row * columns, columns));
        return VectorMath.Dot(steps, Slopes);
    }

    /// <summary>The loss after so much of the direction.</summary>
    public double LossAt(double part)
    {
        double loss = 0;
        for (int row = 0; row < scores.Length; row++) loss += Weight(row) * Logistic.Loss(scores[row] + (part * steps[row]), design.Labels[row]);
        return loss;
    }

    public void Go(double part)
    {
        VectorMath.Add(scores, part, steps);
        Refresh();
    }

    private double Weight(int row) => design.Weights is { } weights ? weights[row] : 1;

    private void Refresh()
    {
        double loss = 0;
        double slopes = 0;
        double curvatures = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            double weight = Weight(row);
            bool up = design.Labels[row] > 0;
            double right = up ? scores[row] : -scores[row];
            double small = Math.Exp(-Math.Abs(right));
            double missed = weight * (right >= 0 ? small : 1) / (1 + small);
            double curvature = weight * small / ((1 + small) * (1 + small));
            loss += weight * Logistic.Loss(right);
            Slopes[row] = up ? missed : -missed;
            CurvatureRoots[row] = Math.Sqrt(curvature);
            slopes += Slopes[row];
            curvatures += curvature;
        }

        Loss = loss;
        SlopeSum = slopes;
        CurvatureSum = curvatures;
    }
}
