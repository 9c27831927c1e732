namespace ServerlessTraining.Models.Linear;

/// <summary>The logistic curve, exact in both tails.</summary>
internal static class Logistic
{
    public static double Probability(double score)
    {
        double small = Math.Exp(-Math.Abs(score));
        return (score >= 0 ? 1 : small) / (1 + small);
    }

    /// <summary>The log loss of a score whose label is 0 or 1.</summary>
    public static double Loss(double score, double label) => Loss(label > 0 ? score : -score);

    /// <summary>Of a score in the direction of its label: log(1 + exp(-score)).</summary>
    public static double Loss(double right) => Math.Max(0, -right) + LogOnePlus(Math.Exp(-Math.Abs(right)));

    /// <summary>log(1 + x) for x in [0, 1], to the last digits where 1 + x has lost some.</summary>
    private static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
