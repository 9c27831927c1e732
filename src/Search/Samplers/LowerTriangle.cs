using System.Runtime.CompilerServices;

namespace ServerlessTraining.Search.Samplers;

/// <summary>The lower triangular matrix whose product with its transpose is a covariance: what turns independent normal numbers into ones with that covariance, and back.</summary>
internal sealed class LowerTriangle
{
    // Rounding may leave a variance of zero or less where two axes go together.
    private const double LeastVariance = 1e-14;

    private readonly double[] entries;
    private readonly int size;

    /// <param name="covariance">Row by row; only the lower half is read.</param>
    public LowerTriangle(ReadOnlySpan<double> covariance, int size)
    {
        this.size = size;
        entries = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                double rest = covariance[(row * size) + column];
                for (int k = 0; k < column; k++) rest -= entries[(row * size) + k] * entries[(column * size) + k];
                entries[(row * size) + column] = row == column ? Math.Sqrt(Math.Max(rest, LeastVariance)) : rest / entries[(column * size) + column];
            }

            LogDeterminant += Math.Log(entries[(row * size) + row]);
        }
    }

    /// <summary>Of this matrix: half of the covariance's.</summary>
    public double LogDeterminant { get; }

    public void Multiply(ReadOnlySpan<double> independent, Span<double> correlated)
    {
        for (int row = 0; row < size; row++)
        {
            double sum = 0;
            for (int k = 0; k <= row; k++) sum += entries[(row * size) + k] * independent[k];
            correlated[row] = sum;
        }
    }

    /// <summary>Both may be the same numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Solve(ReadOnlySpan<double> correlated, Span<double> independent)
    {
        for (int row = 0; row < size; row++)
        {
            ReadOnlySpan<double> line = entries.AsSpan(row * size, row + 1);
            double rest = correlated[row];
            for (int k = 0; k < row; k++) rest -= line[k] * independent[k];
            independent[row] = rest / line[row];
        }
    }
}
