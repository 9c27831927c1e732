using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Linear;

/// <summary>All that a penalised sum of squares needs to know of the rows: weighted products of the columns with each other and with the response, about the weighted
/// means where there is an intercept. A constant column has zeros, which makes its coefficient 0.</summary>
internal sealed class Moments
{
    // A column that differs from its mean by rounding alone does not vary.
    private const double Rounding = 4 * 2.220446049250313e-16;
    private const int ShiftRows = 256;

    private readonly double[] variances;

    private Moments(int columns, double weight)
    {
        Columns = columns;
        Weight = weight;
        Gram = new double[columns * columns];
        Correlation = new double[columns];
        Means = new double[columns];
        variances = new double[columns];
    }

    public int Columns { get; }

    /// <summary>The sum of the weights.</summary>
    public double Weight { get; }

    /// <summary>Symmetric, row by row.</summary>
    public double[] Gram { get; }

    public double[] Correlation { get; }

    /// <summary>Of the columns; 0 without an intercept.</summary>
    public double[] Means { get; }

    public double Diagonal(int column) => Gram[(column * Columns) + column];

    /// <summary>The standard deviation of a column, about its mean with and without an intercept.</summary>
    public double Deviation(int column) => Math.Sqrt(variances[column]);

    /// <param name="linearSum">The sum of the linear terms.</param>
    /// <param name="intercept">Whether one is fitted.</param>
    /// <param name="names">Of the columns, for errors.</param>
    public static Moments Of(WeightedGram gram, double weight, double linearSum, bool intercept, IReadOnlyList<string> names)
    {
        int columns = names.Count;
        Moments moments = new(columns, weight);
        double[] offset = new double[columns];
        bool[] constant = new bool[columns];
        for (int j = 0; j < columns; j++)
        {
            double mean = gram.Sums[j] / weight;
            offset[j] = intercept ? mean : 0;
            moments.Means[j] = intercept ? gram.Shift[j] + mean : 0;
            double product = gram.Product(j, j);
            double variance = Math.Max(0, (product / weight) - (mean * mean));
            if (!double.IsFinite(product)) throw TooLarge(names[j]);
            double still = Rounding * (gram.Shift[j] + mean);
            bool isStill = variance <= still * still;
            moments.variances[j] = isStill ? 0 : variance;
            constant[j] = intercept ? isStill : product == 0;
        }

        moments.Fill(gram, linearSum, offset, constant);
        return moments;
    }

    /// <summary>The mean of the first rows, from the first value up, so that a constant column gives its very value. By Cauchy-Schwarz its square distance from the mean
    /// of all n rows is at most n / 256 variances: taking the means off costs two or three digits at the worst, wherever the data lie.</summary>
    public static double[] ShiftOf(ReadOnlySpan<double> values, int columns)
    {
        int rows = Math.Min(values.Length / columns, ShiftRows);
        double[] sums = new double[columns];
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < columns; j++) sums[j] += values[(row * columns) + j] - values[j];
        }

        for (int j = 0; j < columns; j++) sums[j] = values[j] + (sums[j] / rows);
        return sums;
    }

    private static ServerlessTrainingException TooLarge(string feature) =>
        new($"The values of feature {feature} are too large to be squared. Scale the features before a linear model is trained.");

    private void Fill(WeightedGram gram, double linearSum, double[] offset, bool[] constant)
    {
        for (int i = 0; i < Columns; i++)
        {
            if (constant[i]) continue;
            Correlation[i] = gram.LinearSums[i] - (offset[i] * linearSum);
            for (int j = i; j < Columns; j++)
            {
                if (constant[j]) continue;
                double product = gram.Product(i, j) - (Weight * offset[i] * offset[j]);
                Gram[(i * Columns) + j] = product;
                Gram[(j * Columns) + i] = product;
            }
        }
    }
}
