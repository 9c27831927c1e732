namespace ServerlessTraining.Models.Linear;

/// <summary>The penalty beside a sum of losses over rows: <c>L1 * |w| + L2 / 2 * w'w</c>. The intercept has none.</summary>
internal readonly record struct Penalty(double L1, double L2)
{
    // The chance that pure noise gets any coefficient, at the most.
    private const double NoiseChance = 0.05;

    // An alpha from noise would have no end as the share of L1 goes to 0.
    private const double LeastL1Ratio = 0.001;

    public bool IsSparse => L1 > 0;

    /// <param name="moments">Their weight is that of the rows, for a direction times the curvature of the loss at the start.</param>
    /// <param name="deviation">Of the labels.</param>
    public static Penalty Of(LinearOptions options, int horizon, Moments moments, DesignMatrix design, double deviation)
    {
        if (!options.IsSparse) return new Penalty(0, options.Alpha ?? 0);
        double weight = design.TotalWeight();
        if (options.Alpha is { } alpha) return new Penalty(alpha * options.L1Ratio * weight, alpha * (1 - options.L1Ratio) * weight);
        (double spread, int varying) = Spread(moments);
        if (varying == 0) return default;
        double level = options.AlphaNoise * NoiseLevel(varying, RowsThatCount(design) / horizon) / Math.Max(options.L1Ratio, LeastL1Ratio);
        return new Penalty(level * options.L1Ratio * deviation * spread * weight, level * (1 - options.L1Ratio) * spread * spread * moments.Weight);
    }

    public double Of(ReadOnlySpan<double> coefficients)
    {
        double absolute = 0;
        double squares = 0;
        foreach (double coefficient in coefficients)
        {
            absolute += Math.Abs(coefficient);
            squares += coefficient * coefficient;
        }

        return (L1 * absolute) + (L2 / 2 * squares);
    }

    /// <summary>Under noise the correlation of a column and the labels has the deviation 1 / sqrt(n); the largest of p stays below this bound (sub-Gaussian tails, union
    /// over the columns).</summary>
    private static double NoiseLevel(int columns, double rows) => Math.Sqrt(2 * Math.Log(2 * columns / NoiseChance) / rows);

    /// <summary>The root mean square of the columns that vary, and how many do.</summary>
    private static (double Spread, int Varying) Spread(Moments moments)
    {
        double squares = 0;
        int varying = 0;
        for (int j = 0; j < moments.Columns; j++)
        {
            squares += moments.Diagonal(j) / moments.Weight;
            if (moments.Diagonal(j) > 0) varying++;
        }

        return (varying == 0 ? 0 : Math.Sqrt(squares / varying), varying);
    }

    /// <summary>So many rows of one weight would give a mean as exact as these (Kish).</summary>
    private static double RowsThatCount(DesignMatrix design)
    {
        double sum = design.TotalWeight();
        return design.Weights is { } weights ? sum * sum / VectorMath.Dot(weights, weights) : sum;
    }
}
