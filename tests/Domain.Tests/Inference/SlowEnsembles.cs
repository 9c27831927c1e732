using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Domain.Tests.Inference;

/// <summary>The oracle's ensembles: a stack by Gauss elimination on the raw columns, with the penalty carried over to them.</summary>
internal static class SlowEnsembles
{
    public static Func<double[], double> Learn(EnsembleMethod ensemble, bool isReturn, (double[] Forecasts, double Outcome)[] earlier)
    {
        if (ensemble == EnsembleMethod.Mean || earlier.Length == 0) return Mean;
        int members = earlier[0].Forecasts.Length;
        earlier = earlier[Math.Max(0, earlier.Length - 2000)..];
        int[] able = [.. Enumerable.Range(0, members).Where(m => earlier.Count(row => !double.IsNaN(row.Forecasts[m])) >= 50)];
        (double[] X, double Y)[] rows =
        [
            .. earlier.Where(row => able.All(m => !double.IsNaN(row.Forecasts[m])))
                .Select(row => (able.Select(m => row.Forecasts[m]).ToArray(), isReturn ? row.Outcome : row.Outcome > 0 ? 1.0 : 0.0)),
        ];
        if (able.Length == 0 || rows.Length < 50) return Mean;
        if (ensemble == EnsembleMethod.Stacking)
        {
            double[] beta = isReturn ? Ridge(rows) : Logistic(rows);
            return forecasts =>
            {
                double sum = beta[0] + able.Select((m, i) => beta[i + 1] * forecasts[m]).Sum();
                if (double.IsNaN(sum)) return Mean(forecasts);
                return isReturn ? sum : (2 / (1 + Math.Exp(-sum))) - 1;
            };
        }

        double[] weights = [.. able.Select((_, i) => 1 / (ensemble == EnsembleMethod.Variance
            ? Square([.. rows.Select(row => row.X[i] - rows.Average(other => other.X[i]))])
            : Square([.. rows.Select(row => (isReturn ? row.X[i] : (row.X[i] + 1) / 2) - row.Y)])))];
        return forecasts =>
        {
            int[] present = [.. Enumerable.Range(0, able.Length).Where(i => !double.IsNaN(forecasts[able[i]]))];
            return present.Length == 0 ? Mean(forecasts) : present.Sum(i => weights[i] * forecasts[able[i]]) / present.Sum(i => weights[i]);
        };
    }

    private static double Mean(double[] forecasts)
    {
        double[] present = [.. forecasts.Where(value => !double.IsNaN(value))];
        return present.Length == 0 ? double.NaN : present.Average();
    }

    private static double Square(double[] values) => values.Average(value => value * value);

    /// <summary>Minimises the squared error plus n x 0.1 x variance of the column x weight squared.</summary>
    private static double[] Ridge((double[] X, double Y)[] rows) => Newton(rows, 0.1, 1, linear => (linear, 1));

    /// <summary>Minimises the logistic loss plus half of n x 0.025 x variance of the column x weight squared.</summary>
    private static double[] Logistic((double[] X, double Y)[] rows) => Newton(rows, 0.025, 60, linear =>
    {
        double p = 1 / (1 + Math.Exp(-linear));
        return (p, p * (1 - p));
    });

    private static double[] Newton((double[] X, double Y)[] rows, double penalty, int steps, Func<double, (double Mean, double Slope)> link)
    {
        int size = rows[0].X.Length + 1;
        double[] beta = new double[size];
        for (int step = 0; step < steps; step++)
        {
            double[,] system = new double[size, size + 1];
            foreach ((double[] x, double y) in rows)
            {
                double[] z = [1, .. x];
                (double mean, double slope) = link(z.Zip(beta, (a, b) => a * b).Sum());
                for (int i = 0; i < size; i++)
                {
                    for (int j = 0; j < size; j++) system[i, j] += slope * z[i] * z[j];
                    system[i, size] += z[i] * (y - mean);
                }
            }

            for (int i = 1; i < size; i++)
            {
                double centre = rows.Average(row => row.X[i - 1]);
                double strength = penalty * rows.Length * Square([.. rows.Select(row => row.X[i - 1] - centre)]);
                system[i, i] += strength;
                system[i, size] -= strength * beta[i];
            }

            double[] change = Eliminate(system);
            for (int i = 0; i < size; i++) beta[i] += change[i];
        }

        return beta;
    }

    private static double[] Eliminate(double[,] system)
    {
        int size = system.GetLength(0);
        for (int pivot = 0; pivot < size; pivot++)
        {
            for (int row = 0; row < size; row++)
            {
                if (row == pivot) continue;
                double factor = system[row, pivot] / system[pivot, pivot];
                for (int column = pivot; column <= size; column++) system[row, column] -= factor * system[pivot, column];
            }
        }

        return [.. Enumerable.Range(0, size).Select(i => system[i, size] / system[i, i])];
    }
}
