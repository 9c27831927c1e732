namespace ServerlessTraining.Domain.Metrics;

/// <summary>Whether two records of the same bars differ by more than chance: the mean of their differences, with an error that heeds how the differences hang together in
/// time. Labels over several bars overlap, and positions are held, so that neighbours say the same thing twice; an error that counts every bar as news is too small by far.
/// The long-run variance is the mean square of the differences' first cosine transforms, and the ratio of mean to error then has Student's distribution with as many
/// degrees of freedom (Mueller 2007; Lazarus, Lewis, Stock and Watson 2018, whose rule for the number is taken). No randomness: the same records, the same figures.</summary>
public sealed record PairedComparison
{
    /// <summary>So many pairs are needed, and so many times as many bars as a label looks ahead.</summary>
    public const int FewestPairs = 50;

    /// <summary>As <see cref="FewestPairs"/>, in lengths of a label.</summary>
    public const int FewestLabels = 20;

    private const double TransformsFactor = 0.41;
    private const double TransformsPower = 2.0 / 3;

    // Beyond this frequency the transforms would see the inside of a label, where neighbours are alike, and not how labels differ from each other.
    private const int BarsALabelATransform = 3;

    private PairedComparison(int pairs, double confidence) => (Pairs, Confidence) = (pairs, confidence);

    public int Pairs { get; }

    /// <summary>Of the interval from <see cref="Low"/> to <see cref="High"/>.</summary>
    public double Confidence { get; }

    /// <summary>Of left less right.</summary>
    public MetricValue MeanDifference { get; private init; }

    public MetricValue StandardError { get; private init; }

    /// <summary>The probability of a mean at least so far from 0, to either side, where the two do not differ.</summary>
    public MetricValue PValue { get; private init; }

    public MetricValue Low { get; private init; }

    public MetricValue High { get; private init; }

    /// <summary>How many independent looks at the error there were; 0 where there is none.</summary>
    public int DegreesOfFreedom { get; private init; }

    /// <param name="left">In order of time, a value a bar.</param>
    /// <param name="right">Of the same bars.</param>
    /// <param name="overlap">Bars that a value looks at, 1 or more: the horizon of the labels.</param>
    /// <param name="confidence">Above 0.5 and below 1.</param>
    public static PairedComparison Of(ReadOnlySpan<double> left, ReadOnlySpan<double> right, int overlap, double confidence = 0.95)
    {
        InputFault.ThrowIfAny(
            InputFault.NotSameLength(left.Length, "left values", right.Length, "right values"),
            InputFault.NotFinite(left, "left value"),
            InputFault.NotFinite(right, "right value"),
            overlap >= 1 ? null : $"The overlap is {overlap} bars; it must be 1 or more.",
            confidence is > 0.5 and < 1 ? null : $"The confidence is {confidence}; it must be above 0.5 and below 1.");
        double[] differences = new double[left.Length];
        for (int i = 0; i < differences.Length; i++) differences[i] = left[i] - right[i];
        Spread spread = Spread.Of(differences);
        PairedComparison mean = new(differences.Length, confidence)
        {
            MeanDifference = differences.Length == 0 ? MetricValue.Undefined("there are no pairs") : MetricValue.Of(spread.Mean),
        };
        if (Fault(spread, overlap) is { } fault)
        {
            MetricValue none = MetricValue.Undefined(fault);
            return mean with { StandardError = none, PValue = none, Low = none, High = none };
        }

        int transforms = Transforms(differences.Length, overlap);
        double error = Math.Sqrt(LongRunVariance(differences, spread.Mean, transforms) / differences.Length);
        double reach = StudentDistribution.HalfWidth(confidence, transforms) * error;
        return mean with
        {
            StandardError = MetricValue.Of(error),
            PValue = MetricValue.Of(StudentDistribution.TwoSided(spread.Mean / error, transforms), "the differences have no error to be measured by"),
            Low = MetricValue.Of(spread.Mean - reach),
            High = MetricValue.Of(spread.Mean + reach),
            DegreesOfFreedom = transforms,
        };
    }

    private static string? Fault(Spread spread, int overlap)
    {
        int needed = Math.Max(FewestPairs, FewestLabels * overlap);
        if (spread.Count < needed) return $"there are {spread.Count} pairs, and {needed} are needed where a value looks {overlap} bars ahead";
        return spread.IsFlat ? "all differences are equal" : spread.Fault;
    }

    private static int Transforms(int count, int overlap)
    {
        int usual = (int)(TransformsFactor * Math.Pow(count, TransformsPower));
        return Math.Max(2, Math.Min(usual, count / (BarsALabelATransform * overlap)));
    }

    private static double LongRunVariance(double[] differences, double mean, int transforms)
    {
        double sum = 0;
        for (int j = 1; j <= transforms; j++)
        {
            double step = Math.PI * j / differences.Length;

            // The cosine of each half step from the two before it, which costs a tenth of asking for it.
            double twice = 2 * Math.Cos(step);
            double before = Math.Cos(step / 2);
            double now = before;
            double projection = 0;
            foreach (double difference in differences)
            {
                projection += (difference - mean) * now;
                (before, now) = (now, (twice * now) - before);
            }

            sum += projection * projection;
        }

        // Each cosine has a mean square of one half.
        return 2 * sum / differences.Length / transforms;
    }
}
