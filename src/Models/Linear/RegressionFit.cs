using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Linear;

/// <summary>Least squares for a return: one pass over the rows for their products, then equations or coordinate descent on those alone.</summary>
internal static class RegressionFit
{
    // The products have lost about as many digits as the pivot has zeros; below this the rows themselves are decomposed.
    private const double LeastPivot = 1e-7;

    public static LinearFit Run(Target target, DesignMatrix design, IReadOnlyList<string> names, LinearOptions options, FitMonitor monitor)
    {
        double weight = design.TotalWeight();
        double mean = options.FitIntercept ? design.LabelSum() / weight : 0;
        double[] response = new double[design.Rows];
        for (int row = 0; row < response.Length; row++) response[row] = design.Labels[row] - mean;
        double[] linear = response;
        double[] roots = [];
        if (design.Weights is { } weights)
        {
            linear = new double[response.Length];
            roots = new double[response.Length];
            for (int row = 0; row < response.Length; row++)
            {
                linear[row] = weights[row] * response[row];
                roots[row] = Math.Sqrt(weights[row]);
            }
        }

        double squares = VectorMath.Dot(linear, response);
        if (!double.IsFinite(squares)) throw new ServerlessTrainingException($"The labels of {target} are too large to be squared. Returns are fractions: 0.01 is one percent.");

        double[] shift = options.FitIntercept ? Moments.ShiftOf(design.Values, names.Count) : new double[names.Count];
        WeightedGram gram = new(shift);
        gram.Compute(design.Values, roots, linear);
        Moments moments = Moments.Of(gram, weight, VectorMath.Sum(linear), options.FitIntercept, names);
        Penalty penalty = Penalty.Of(options, target.Horizon, moments, design, Math.Sqrt(squares / weight));

        LinearPredictor Predictor(double[] coefficients) => new(target, mean - VectorMath.Dot(moments.Means, coefficients), coefficients);
        double[] found = penalty.IsSparse
            ? Descend(moments, squares, penalty, options, monitor, Predictor)
            : Solve(design, moments, response, squares, penalty, monitor, Predictor);
        return new LinearFit(Predictor(found), LinearFit.DeviationsOf(moments));
    }

    private static double[] Solve(
        DesignMatrix design, Moments moments, double[] response, double squares, Penalty penalty, FitMonitor monitor, Func<double[], LinearPredictor> predictor)
    {
        monitor.ThrowIfCancelled();
        double[] found = Cholesky.Factor(moments.Gram, moments.Columns, penalty.L2, LeastPivot)?.Solve(moments.Correlation)
            ?? MinimumNorm.Solve(design.Values, moments, response, design.Weights, penalty.L2);
        double explained = 0;
        for (int j = 0; j < moments.Columns; j++)
        {
            explained += found[j] * ((2 * moments.Correlation[j]) - VectorMath.Dot(moments.Gram.AsSpan(j * moments.Columns, moments.Columns), found));
        }

        monitor.Step(Math.Max(0, squares - explained) / moments.Weight, () => predictor(found));
        return found;
    }

    private static double[] Descend(
        Moments moments, double squares, Penalty penalty, LinearOptions options, FitMonitor monitor, Func<double[], LinearPredictor> predictor)
    {
        GramDescent descent = new(moments, moments.Correlation, penalty, new double[moments.Columns]);
        double scale = Math.Sqrt(squares);
        for (int sweep = 0; sweep < options.MaxIterations; sweep++)
        {
            monitor.ThrowIfCancelled();
            bool moved = descent.Sweep(scale);
            bool done = !moved || IsClose(descent, squares, options.Tolerance);
            monitor.Step(Math.Max(0, squares - descent.Explained) / moments.Weight, () => predictor(descent.Coefficients.ToArray()));
            if (done) return descent.Coefficients.ToArray();
        }

        monitor.RanOut(descent.Gap(squares) / squares, "duality gap", options.Tolerance);
        return descent.Coefficients.ToArray();
    }

    private static bool IsClose(GramDescent descent, double squares, double tolerance)
    {
        if (descent.Gap(squares) > tolerance * squares) return false;
        descent.RefreshResidual();
        return descent.Gap(squares) <= tolerance * squares;
    }
}
