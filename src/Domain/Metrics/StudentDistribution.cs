namespace ServerlessTraining.Domain.Metrics;

/// <summary>Student's distribution of a mean over its estimated error, for whole degrees of freedom, to about 1e-14.</summary>
public static class StudentDistribution
{
    private const int Halvings = 200;

    /// <summary>The probability of a value at least as far from 0 as <paramref name="t"/>, to either side.</summary>
    /// <param name="degrees">Of freedom, 1 or more.</param>
    public static double TwoSided(double t, int degrees)
    {
        InputFault.ThrowIfAny(
            double.IsNaN(t) ? "Student's distribution was asked for the probability of NaN. Pass a number." : null,
            degrees >= 1 ? null : $"The degrees of freedom are {degrees}; 1 or more are needed.");
        return Math.Clamp(1 - Within(Math.Abs(t), degrees), 0, 1);
    }

    /// <summary>The distance from 0 within which the part <paramref name="confidence"/> of all values lies, above 0 and below 1.</summary>
    /// <param name="degrees">Of freedom, 1 or more.</param>
    public static double HalfWidth(double confidence, int degrees)
    {
        InputFault.ThrowIfAny(
            confidence is > 0 and < 1 ? null : $"The confidence is {confidence}; it must be above 0 and below 1.",
            degrees >= 1 ? null : $"The degrees of freedom are {degrees}; 1 or more are needed.");
        double low = 0;
        double high = 1;
        while (Within(high, degrees) < confidence) high *= 2;
        for (int i = 0; i < Halvings && high - low > double.Epsilon; i++)
        {
            double middle = low + ((high - low) / 2);
            if (Within(middle, degrees) < confidence) low = middle;
            else high = middle;
        }

        return high;
    }

    /// <summary>The probability within t of 0: a finite sum in the angle whose tangent is t over the root of the degrees of freedom.</summary>
    private static double Within(double t, int degrees)
    {
        double angle = Math.Atan(t / Math.Sqrt(degrees));
        (double sine, double cosine) = Math.SinCos(angle);
        bool isOdd = degrees % 2 == 1;
        double square = cosine * cosine;
        double term = isOdd ? cosine : 1;
        double sum = degrees == 1 ? 0 : term;
        for (int k = isOdd ? 3 : 2; k <= degrees - 2; k += 2)
        {
            term *= square * (k - 1) / k;
            sum += term;
        }

        return isOdd ? 2 / Math.PI * (angle + (sine * sum)) : sine * sum;
    }
}
