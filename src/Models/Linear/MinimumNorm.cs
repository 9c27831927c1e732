namespace ServerlessTraining.Models.Linear;

/// <summary>Least squares where columns depend on each other or are too nearly dependent for their products to be trusted: Householder's QR of the rows themselves, then
/// the singular values of R by one-sided Jacobi rotations. Of all solutions it gives the one with the least squares of coefficients, as scikit-learn's does.</summary>
internal static class MinimumNorm
{
    private const int MostRotationSweeps = 60;
    private const double Epsilon = 2.220446049250313e-16;

    /// <param name="values">Row by row.</param>
    /// <param name="moments">Its means are taken off; what does not vary gets 0.</param>
    /// <param name="response">Its mean is taken off already where there is an intercept.</param>
    /// <param name="weights">Null where all are 1.</param>
    public static double[] Solve(ReadOnlySpan<double> values, Moments moments, ReadOnlySpan<double> response, double[]? weights, double l2)
    {
        int[] varying = [.. Enumerable.Range(0, moments.Columns).Where(j => moments.Diagonal(j) > 0)];
        int rows = response.Length;
        int size = varying.Length;
        // One more row a column holds the root of the penalty; where there is none, its zeros fill up a matrix with fewer rows than columns.
        double[][] columns = new double[size][];
        double[] right = new double[rows + size];
        for (int row = 0; row < rows; row++) right[row] = response[row] * Root(weights, row);
        for (int k = 0; k < size; k++)
        {
            columns[k] = new double[rows + size];
            for (int row = 0; row < rows; row++) columns[k][row] = (values[(row * moments.Columns) + varying[k]] - moments.Means[varying[k]]) * Root(weights, row);
            columns[k][rows + k] = Math.Sqrt(l2);
        }

        Triangularise(columns, right);
        double cutoff = Epsilon * Math.Max(rows, size);
        double[] solved = SolveTriangle(columns, right, cutoff);
        double[] coefficients = new double[moments.Columns];
        for (int k = 0; k < size; k++) coefficients[varying[k]] = solved[k];
        return coefficients;
    }

    private static double Root(double[]? weights, int row) => weights is null ? 1 : Math.Sqrt(weights[row]);

    private static void Triangularise(double[][] columns, double[] right)
    {
        for (int k = 0; k < columns.Length; k++)
        {
            Span<double> reflector = columns[k].AsSpan(k);
            double norm = Math.Sqrt(VectorMath.Dot(reflector, reflector));
            if (norm == 0) continue;
            double first = reflector[0] > 0 ? -norm : norm;
            reflector[0] -= first;
            double half = VectorMath.Dot(reflector, reflector) / 2;
            for (int j = k + 1; j < columns.Length; j++) Reflect(reflector, half, columns[j].AsSpan(k));
            Reflect(reflector, half, right.AsSpan(k));
            reflector.Clear();
            reflector[0] = first;
        }
    }

    private static void Reflect(ReadOnlySpan<double> reflector, double half, Span<double> target) =>
        VectorMath.Add(target, -VectorMath.Dot(reflector, target) / half, reflector);

    /// <summary>Rotates the columns of R until they are orthogonal: R V = U S. Then w = V S^-1 U' z.</summary>
    private static double[] SolveTriangle(double[][] columns, double[] right, double cutoff)
    {
        int size = columns.Length;
        double[][] scaled = [.. columns.Select(column => column.AsSpan(0, size).ToArray())];
        double[][] rotations = [.. Enumerable.Range(0, size).Select(k => Unit(size, k))];
        for (int sweep = 0; sweep < MostRotationSweeps && RotateAll(scaled, rotations); sweep++)
        {
        }

        double[] values = [.. scaled.Select(column => Math.Sqrt(VectorMath.Dot(column, column)))];
        double least = cutoff * values.DefaultIfEmpty(0).Max();
        double[] solved = new double[size];
        for (int k = 0; k < size; k++)
        {
            if (values[k] > least) VectorMath.Add(solved, VectorMath.Dot(scaled[k], right.AsSpan(0, size)) / (values[k] * values[k]), rotations[k]);
        }

        return solved;
    }

    private static double[] Unit(int size, int one)
    {
        double[] unit = new double[size];
        unit[one] = 1;
        return unit;
    }

    private static bool RotateAll(double[][] scaled, double[][] rotations)
    {
        bool rotated = false;
        for (int a = 0; a < scaled.Length; a++)
        {
            for (int b = a + 1; b < scaled.Length; b++) rotated |= Rotate(scaled, rotations, a, b);
        }

        return rotated;
    }

    private static bool Rotate(double[][] scaled, double[][] rotations, int a, int b)
    {
        double aa = VectorMath.Dot(scaled[a], scaled[a]);
        double bb = VectorMath.Dot(scaled[b], scaled[b]);
        double ab = VectorMath.Dot(scaled[a], scaled[b]);
        if (ab == 0 || Math.Abs(ab) <= Epsilon * Math.Sqrt(aa) * Math.Sqrt(bb)) return false;
        double ratio = (bb - aa) / (2 * ab);
        double tangent = Math.CopySign(1, ratio) / (Math.Abs(ratio) + Math.Sqrt(1 + (ratio * ratio)));
        double cosine = 1 / Math.Sqrt(1 + (tangent * tangent));
        Turn(scaled[a], scaled[b], cosine, cosine * tangent);
        Turn(rotations[a], rotations[b], cosine, cosine * tangent);
        return true;
    }

    private static void Turn(double[] a, double[] b, double cosine, double sine)
    {
        for (int i = 0; i < a.Length; i++)
        {
            double old = a[i];
            a[i] = (cosine * old) - (sine * b[i]);
            b[i] = (sine * old) + (cosine * b[i]);
        }
    }
}
