namespace ServerlessTraining.Domain.Inference;

/// <summary>The model of a stack: a linear function of the members' forecasts, fitted on standardised columns with a penalty, so that members that
/// say the same share their weight.</summary>
internal static class MetaModel
{
    /// <summary>Beside a column of unit variance: shrinks a lone coefficient by a tenth.</summary>
    private const double RidgePenalty = 0.1;

    /// <summary>The logistic loss curves at most a quarter as much as the squared one.</summary>
    private const double LogisticPenalty = RidgePenalty / 4;
    private const double RoundingShare = 1e-12;
    private const int MostIterations = 25;
    private const double SmallestStep = 1e-9;

    /// <summary>Least squares of the targets on the columns.</summary>
    /// <param name="inputs">Row by row, one column a weight; overwritten.</param>
    /// <returns>The intercept; the weights are written for inputs as they came.</returns>
    public static double FitRidge(Span<double> inputs, ReadOnlySpan<double> targets, Span<double> weights)
    {
        int columns = weights.Length;
        double mean = 0;
        foreach (double target in targets) mean += target;
        mean /= targets.Length;
        double[] centres = new double[columns];
        double[] scales = new double[columns];
        Standardise(inputs, centres, scales);
        double[] matrix = new double[columns * columns];
        weights.Clear();
        for (int row = 0; row < targets.Length; row++)
        {
            ReadOnlySpan<double> z = inputs.Slice(row * columns, columns);
            AddOuter(matrix, z, 1);
            for (int j = 0; j < columns; j++) weights[j] += z[j] * (targets[row] - mean);
        }

        for (int j = 0; j < columns; j++) matrix[(j * columns) + j] += RidgePenalty * targets.Length;
        LinearSolver.Solve(matrix, weights);
        return mean - Unscale(weights, centres, scales);
    }

    /// <summary>Logistic regression by Newton's method (iteratively reweighted least squares); the intercept is not penalised. Targets are 0 or 1,
    /// and both must be there.</summary>
    /// <param name="inputs">Row by row, one column a weight; overwritten.</param>
    /// <returns>The intercept; the weights are written for inputs as they came.</returns>
    public static double FitLogistic(Span<double> inputs, ReadOnlySpan<double> targets, Span<double> weights)
    {
        int columns = weights.Length;
        double[] centres = new double[columns];
        double[] scales = new double[columns];
        Standardise(inputs, centres, scales);
        double[] beta = new double[columns + 1];
        double[] gradient = new double[columns + 1];
        double[] hessian = new double[(columns + 1) * (columns + 1)];
        double[] z = new double[columns + 1];
        z[columns] = 1;
        double ridge = LogisticPenalty * targets.Length;
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            Array.Clear(gradient);
            Array.Clear(hessian);
            for (int row = 0; row < targets.Length; row++)
            {
                inputs.Slice(row * columns, columns).CopyTo(z);
                double probability = 1 / (1 + Math.Exp(-Dot(z, beta)));
                AddOuter(hessian, z, probability * (1 - probability));
                for (int j = 0; j < z.Length; j++) gradient[j] += z[j] * (targets[row] - probability);
            }

            for (int j = 0; j < columns; j++)
            {
                gradient[j] -= ridge * beta[j];
                hessian[(j * z.Length) + j] += ridge;
            }

            LinearSolver.Solve(hessian, gradient);
            double step = 0;
            for (int j = 0; j < beta.Length; j++)
            {
                beta[j] += gradient[j];
                step = Math.Max(step, Math.Abs(gradient[j]));
            }

            if (step < SmallestStep) break;
        }

        beta.AsSpan(0, columns).CopyTo(weights);
        return beta[columns] - Unscale(weights, centres, scales);
    }

    /// <summary>Mean and population standard deviation of a column; the deviation is 0 where it is nothing but rounding.</summary>
    internal static (double Mean, double Deviation) Moments(ReadOnlySpan<double> inputs, int columns, int column)
    {
        int rows = inputs.Length / columns;
        double sum = 0;
        for (int i = column; i < inputs.Length; i += columns) sum += inputs[i];
        double mean = sum / rows;
        double squares = 0;
        for (int i = column; i < inputs.Length; i += columns)
        {
            double distance = inputs[i] - mean;
            squares += distance * distance;
        }

        double deviation = Math.Sqrt(squares / rows);
        return (mean, deviation > RoundingShare * Math.Abs(mean) ? deviation : 0);
    }

    /// <summary>A column that does not vary becomes 0, and so gets no weight.</summary>
    private static void Standardise(Span<double> inputs, Span<double> centres, Span<double> scales)
    {
        int columns = centres.Length;
        for (int j = 0; j < columns; j++)
        {
            (double mean, double deviation) = Moments(inputs, columns, j);
            double scale = deviation > 0 ? 1 / deviation : 0;
            for (int i = j; i < inputs.Length; i += columns) inputs[i] = (inputs[i] - mean) * scale;
            centres[j] = mean;
            scales[j] = scale;
        }
    }

    /// <summary>Turns weights of standardised columns into weights of the columns as they came.</summary>
    /// <returns>What the weighted centres add up to.</returns>
    private static double Unscale(Span<double> weights, ReadOnlySpan<double> centres, ReadOnlySpan<double> scales)
    {
        double shift = 0;
        for (int j = 0; j < weights.Length; j++)
        {
            weights[j] *= scales[j];
            shift += weights[j] * centres[j];
        }

        return shift;
    }

    private static void AddOuter(Span<double> matrix, ReadOnlySpan<double> z, double weight)
    {
        for (int i = 0; i < z.Length; i++)
        {
            double scaled = z[i] * weight;
            for (int j = 0; j <= i; j++) matrix[(i * z.Length) + j] += scaled * z[j];
        }
    }

    private static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++) sum += left[i] * right[i];
        return sum;
    }
}
