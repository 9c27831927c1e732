namespace ServerlessTraining.Models.Linear;

/// <summary>Symmetric positive definite equations (G + l2 I) x = b, scaled to a unit diagonal first, so that the pivots tell how much of a column the ones before it
/// leave unexplained, whatever the units of the features. A column of zeros gets 0.</summary>
internal sealed class Cholesky
{
    private readonly double[] factor;
    private readonly double[] scale;
    private readonly int size;

    private Cholesky(double[] factor, double[] scale)
    {
        this.factor = factor;
        this.scale = scale;
        size = scale.Length;
    }

    /// <summary>Null where a pivot of the scaled matrix falls below <paramref name="leastPivot"/>.</summary>
    /// <param name="gram">Symmetric, row by row.</param>
    /// <param name="damping">Added to the unit diagonal.</param>
    public static Cholesky? Factor(ReadOnlySpan<double> gram, int size, double l2, double leastPivot, double damping = 0)
    {
        double[] units = new double[size];
        for (int i = 0; i < size; i++)
        {
            double diagonal = gram[(i * size) + i];
            units[i] = diagonal > 0 ? 1 / Math.Sqrt(diagonal + l2) : 0;
        }

        double[] lower = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            Span<double> row = lower.AsSpan(i * size, size);
            for (int j = 0; j < i; j++)
            {
                double value = gram[(i * size) + j] * units[i] * units[j];
                row[j] = (value - VectorMath.Dot(row[..j], lower.AsSpan(j * size, j))) / lower[(j * size) + j];
            }

            double pivot = 1 + damping - VectorMath.Dot(row[..i], row[..i]);
            if (!(pivot >= leastPivot)) return null;
            row[i] = Math.Sqrt(pivot);
        }

        return new Cholesky(lower, units);
    }

    /// <summary>Damps the matrix as little as makes it positive definite: enough for a direction of descent.</summary>
    public static Cholesky FactorDamped(ReadOnlySpan<double> gram, int size, double l2)
    {
        const double leastPivot = 1e-13;
        double damping = 0;
        while (damping < 1)
        {
            if (Factor(gram, size, l2, leastPivot, damping) is { } cholesky) return cholesky;
            damping = damping == 0 ? 1e-12 : damping * 10;
        }

        throw new ArgumentException("The matrix is not positive semidefinite.", nameof(gram));
    }

    public double[] Solve(ReadOnlySpan<double> right)
    {
        double[] x = new double[size];
        for (int i = 0; i < size; i++)
        {
            x[i] = ((right[i] * scale[i]) - VectorMath.Dot(factor.AsSpan(i * size, i), x.AsSpan(0, i))) / factor[(i * size) + i];
        }

        for (int i = size - 1; i >= 0; i--)
        {
            x[i] /= factor[(i * size) + i];
            VectorMath.Add(x.AsSpan(0, i), -x[i], factor.AsSpan(i * size, i));
        }

        for (int i = 0; i < size; i++) x[i] *= scale[i];
        return x;
    }
}
