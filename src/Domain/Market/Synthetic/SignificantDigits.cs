namespace ServerlessTraining.Domain.Market.Synthetic;

/// <summary>Rounding to eight significant digits, by table: a logarithm could differ between machines.</summary>
internal static class SignificantDigits
{
    private const double Least = 1e7;
    private const double Most = 1e8;
    // Powers of ten up to this one are exact.
    private const int MostPower = 22;
    private static readonly double[] Powers =
        [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22];

    public static double Round(double value)
    {
        int up = 0;
        while (up < MostPower && value * Powers[up] < Least) up++;
        if (up > 0) return Math.Round(value * Powers[up]) / Powers[up];
        int down = 0;
        while (down < MostPower && value / Powers[down] >= Most) down++;
        return Math.Round(value / Powers[down]) * Powers[down];
    }
}
