namespace ServerlessTraining.Domain.Metrics;

/// <summary>The standard normal distribution, to about 1e-14 of the value in both tails (the framework has no error function).</summary>
public static class NormalDistribution
{
    // The series about 0 loses less than a digit by cancellation up to here; from here on the continued fraction has converged within its terms.
    private const double TailStart = 1.25;
    private const int FractionTerms = 160;

    // Within this distance of one half the root is found from the centre, beyond it from the logarithm of the tail.
    private const double CentralHalfWidth = 0.4;
    private const int NewtonSteps = 8;
    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    public static double Density(double x) => InverseRootTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>The probability of a value up to <paramref name="x"/>.</summary>
    public static double Cumulative(double x)
    {
        if (double.IsNaN(x)) throw new ServerlessTrainingException("The normal distribution was asked for the probability of NaN. Pass a number.");
        if (x < -TailStart) return LowerTail(x);
        return x > TailStart ? 1 - LowerTail(-x) : 0.5 + FromCentre(x);
    }

    /// <summary>The value below which the part <paramref name="probability"/> lies, 0 and 1 excluded.</summary>
    public static double Quantile(double probability)
    {
        if (probability is not (> 0 and < 1))
        {
            throw new ServerlessTrainingException($"The normal distribution has a quantile for probabilities above 0 and below 1 only, but {probability} was asked for.");
        }

        // Both differences are exact near one half and near one, so nothing of the argument is lost.
        double fromCentre = probability - 0.5;
        if (Math.Abs(fromCentre) <= CentralHalfWidth) return CentralQuantile(fromCentre);
        return probability < 0.5 ? LowerQuantile(probability) : -LowerQuantile(1 - probability);
    }

    /// <summary>The probability between 0 and x, by the series x + x^3/3 + x^5/(3*5) + ... times the density: all terms of one sign, so that nothing cancels.</summary>
    private static double FromCentre(double x)
    {
        double term = x;
        double sum = x;
        for (int odd = 3; Math.Abs(term) > 1e-18 * Math.Abs(sum); odd += 2)
        {
            term *= x * x / odd;
            sum += term;
        }

        return sum * Density(x);
    }

    private static double LowerTail(double x) => Density(x) / Fraction(-x);

    /// <summary>The density divided by the tail beyond t > 0: t + 1/(t + 2/(t + 3/(t + ...))), Laplace's continued fraction.</summary>
    private static double Fraction(double t)
    {
        // What lies below the last term is about as large as it would be if all further terms were equal.
        double fraction = (t + Math.Sqrt((t * t) + (4 * FractionTerms))) / 2;
        for (int term = FractionTerms; term > 0; term--) fraction = t + (term / fraction);
        return fraction;
    }

    private static double CentralQuantile(double fromCentre)
    {
        double x = fromCentre / InverseRootTwoPi;
        for (int step = 0; step < NewtonSteps; step++) x -= (FromCentre(x) - fromCentre) / Density(x);
        return x;
    }

    /// <summary>Newton's method on the logarithm of the tail, which is nearly a parabola and does not underflow.</summary>
    private static double LowerQuantile(double probability)
    {
        double logarithm = Math.Log(probability);
        double start = Math.Sqrt(-2 * logarithm);
        double t = start - (Math.Log(start / InverseRootTwoPi) / start);
        for (int step = 0; step < NewtonSteps; step++)
        {
            double fraction = Fraction(t);
            double logTail = Math.Log(InverseRootTwoPi / fraction) - (0.5 * t * t);
            t += (logTail - logarithm) / fraction;
        }

        return -t;
    }
}
