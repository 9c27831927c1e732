namespace ServerlessTraining.Models.Linear;

/// <summary>Minimises <c>w'Gw / 2 - q'w + penalty</c> by cyclic coordinate descent on the products G and q, so that a sweep costs p^2 however many rows there are. As
/// soon as a sweep leaves the signs alone, the equations of the active coefficients are solved at once, which ends the crawl that nearly equal columns (open, high, low,
/// close) cause.</summary>
internal sealed class GramDescent
{
    private const double Rounding = 1e-15;

    // Signs that go on changing for so long are settled by equations too.
    private const int MostUnsettled = 10;

    private readonly Moments moments;
    private readonly double[] linear;
    private readonly Penalty penalty;
    private readonly double[] coefficients;
    private readonly double[] residual;
    private readonly int size;
    private int unsettled;

    /// <param name="moments">G is their Gram matrix.</param>
    /// <param name="linear">The q.</param>
    /// <param name="start">Not changed.</param>
    public GramDescent(Moments moments, double[] linear, Penalty penalty, ReadOnlySpan<double> start)
    {
        this.moments = moments;
        this.linear = linear;
        this.penalty = penalty;
        size = moments.Columns;
        coefficients = start.ToArray();
        residual = new double[size];
        RefreshResidual();
    }

    public ReadOnlySpan<double> Coefficients => coefficients;

    /// <summary>Least squares: by how much the sum of squares falls from what it is without coefficients.</summary>
    public double Explained => VectorMath.Dot(coefficients, linear) + VectorMath.Dot(coefficients, residual);

    /// <summary>One sweep over the coordinates; false when rounding alone moved them.</summary>
    /// <param name="scale">Of the response: the root of its sum of squares.</param>
    public bool Sweep(double scale)
    {
        double largest = 0;
        bool sameSigns = true;
        for (int j = 0; j < size; j++)
        {
            double diagonal = moments.Diagonal(j);
            if (diagonal == 0) continue;
            double old = coefficients[j];
            double value = Shrink(Math.FusedMultiplyAdd(diagonal, old, residual[j]), penalty.L1) / (diagonal + penalty.L2);
            if (value == old) continue;
            Move(j, value - old);
            coefficients[j] = value;
            sameSigns &= Math.Sign(value) == Math.Sign(old);
            largest = Math.Max(largest, Math.Abs(value - old) * Math.Sqrt(diagonal));
        }

        if (largest <= Rounding * scale) return false;
        unsettled = sameSigns ? 0 : unsettled + 1;
        if (sameSigns || unsettled % MostUnsettled == 0) SolveActive();
        return true;
    }

    /// <summary>How far the penalised sum of squares can lie above its least value (the duality gap of scikit-learn), exact enough to stop on.</summary>
    /// <param name="responseSquares">The sum of squares of the response, about its mean where there is an intercept.</param>
    public double Gap(double responseSquares)
    {
        double dual = 0;
        double absolute = 0;
        double squares = 0;
        for (int j = 0; j < size; j++)
        {
            dual = Math.Max(dual, Math.Abs(residual[j] - (penalty.L2 * coefficients[j])));
            absolute += Math.Abs(coefficients[j]);
            squares += coefficients[j] * coefficients[j];
        }

        double shrink = dual > penalty.L1 ? penalty.L1 / dual : 1;
        double left = Math.Max(0, responseSquares - Explained);
        double product = responseSquares - VectorMath.Dot(coefficients, linear);
        return (0.5 * left * (1 + (shrink * shrink))) + (penalty.L1 * absolute) - (shrink * product) + (0.5 * penalty.L2 * (1 + (shrink * shrink)) * squares);
    }

    /// <summary>The largest distance from the conditions of the minimum, each in units of its column.</summary>
    public double Violation()
    {
        double largest = 0;
        for (int j = 0; j < size; j++)
        {
            double diagonal = moments.Diagonal(j);
            if (diagonal == 0) continue;
            double gradient = residual[j] - (penalty.L2 * coefficients[j]);
            double distance = coefficients[j] == 0 ? Math.Max(0, Math.Abs(gradient) - penalty.L1) : Math.Abs(gradient - (penalty.L1 * Math.Sign(coefficients[j])));
            largest = Math.Max(largest, distance / Math.Sqrt(diagonal));
        }

        return largest;
    }

    /// <summary>Takes off what rounding added over many small moves.</summary>
    public void RefreshResidual()
    {
        for (int j = 0; j < size; j++) residual[j] = linear[j] - VectorMath.Dot(Row(j), coefficients);
    }

    private static double Shrink(double value, double by) => value > by ? value - by : value < -by ? value + by : 0;

    private ReadOnlySpan<double> Row(int column) => moments.Gram.AsSpan(column * size, size);

    private void Move(int column, double by) => VectorMath.Add(residual, -by, Row(column));

    /// <summary>Goes to the minimum among coefficients of these signs, and where one becomes 0 on the way, on without it. The penalty is smooth up to there, so the sum
    /// only falls; each end is the minimum for its signs, none of which can come twice, so that descent by signs ends where descent by coordinates would
    /// crawl.</summary>
    private void SolveActive()
    {
        bool whole = false;
        while (!whole)
        {
            int[] active = [.. Enumerable.Range(0, size).Where(j => coefficients[j] != 0)];
            whole = StepTo(active, ActiveMove(active));
            RefreshResidual();
        }
    }

    private double[] ActiveMove(int[] active)
    {
        double[] gram = new double[active.Length * active.Length];
        double[] right = new double[active.Length];
        for (int a = 0; a < active.Length; a++)
        {
            int j = active[a];
            for (int b = 0; b < active.Length; b++) gram[(a * active.Length) + b] = moments.Gram[(j * size) + active[b]];
            right[a] = residual[j] - (penalty.L2 * coefficients[j]) - (penalty.L1 * Math.Sign(coefficients[j]));
        }

        return Cholesky.FactorDamped(gram, active.Length, penalty.L2).Solve(right);
    }

    /// <summary>False when a coefficient became 0 before the whole way was gone.</summary>
    private bool StepTo(int[] active, double[] move)
    {
        double step = 1;
        int first = -1;
        for (int a = 0; a < active.Length; a++)
        {
            double from = coefficients[active[a]];
            if (Math.Sign(from + move[a]) == Math.Sign(from)) continue;
            double until = -from / move[a];
            if (first >= 0 && until >= step) continue;
            step = until;
            first = active[a];
        }

        for (int a = 0; a < active.Length; a++)
        {
            int j = active[a];
            coefficients[j] = j == first ? 0 : coefficients[j] + (step * move[a]);
        }

        return first < 0;
    }
}
