using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>The rules of docs/guides/strategies.md for ensembles of returns, row by row and without any code of the product. (All models of these runs forecast returns, so the
/// rules for probabilities never apply.)</summary>
internal sealed class SlowEnsemble(BarSeries bars, IReadOnlyList<PredictionWindow> windows, int horizon)
{
    private const int Delay = 1;
    private const int FewestRows = 50;
    private const int LatestRows = 2_000;
    private const double Penalty = 0.1;

    private readonly int[] rowBars = [.. windows.SelectMany(window => Enumerable.Range(0, window.Rows).Select(window.BarOf))];

    /// <summary>Windows of the last ensemble that took the plain mean for want of rows.</summary>
    public int Fallbacks { get; private set; }

    /// <summary>One forecast a row.</summary>
    public double[] Signals(string ensemble, IReadOnlyList<SlowMember> members)
    {
        Fallbacks = 0;
        List<double> signals = [];
        foreach (PredictionWindow window in windows)
        {
            int first = signals.Count;
            Func<double[], double> combine = ensemble == "mean" ? Mean : Learn(ensemble, members, first + window.TuneCount, window.FirstBar);
            for (int row = first; row < first + window.Rows; row++) signals.Add(combine([.. members.Select(member => member.Signal(row))]));
        }

        return [.. signals];
    }

    /// <param name="report">The first report row of the window.</param>
    /// <param name="decision">Its bar.</param>
    private Func<double[], double> Learn(string ensemble, IReadOnlyList<SlowMember> members, int report, int decision)
    {
        int[] known = [.. Enumerable.Range(0, report).Reverse().Where(row => rowBars[row] + Delay + horizon <= decision).Take(LatestRows)];
        int[] able = [.. Enumerable.Range(0, members.Count).Where(member => known.Count(row => !double.IsNaN(members[member].Signal(row))) >= FewestRows)];
        int[] learned = able.Length == 0 ? [] : [.. known.Where(row => able.All(member => !double.IsNaN(members[member].Signal(row))))];
        if (learned.Length < FewestRows)
        {
            Fallbacks++;
            return Mean;
        }

        double[][] forecasts = [.. able.Select(member => learned.Select(members[member].Signal).ToArray())];
        double[] outcomes = [.. learned.Select(row => (bars.Open[rowBars[row] + Delay + horizon] / bars.Open[rowBars[row] + Delay]) - 1)];
        return ensemble switch
        {
            "weighted" => ByError(able, [.. forecasts.Select(column => 1 / column.Zip(outcomes, (said, came) => (said - came) * (said - came)).Average())]),
            "stacking" => Stack(able, forecasts, outcomes),
            _ => throw new ArgumentOutOfRangeException(nameof(ensemble), ensemble, "No such ensemble here."),
        };
    }

    private static Func<double[], double> ByError(int[] able, double[] weights) => said =>
    {
        (double Weight, double Said)[] present = [.. able.Select((member, i) => (weights[i], said[member])).Where(one => !double.IsNaN(one.Item2))];
        return present.Length == 0 ? Mean(said) : present.Sum(one => one.Weight * one.Said) / present.Sum(one => one.Weight);
    };

    /// <summary>Ridge regression on standardised columns: the squared errors, and 0.1 n times the squared weights; no penalty on the intercept.</summary>
    private static Func<double[], double> Stack(int[] able, double[][] forecasts, double[] outcomes)
    {
        int columns = able.Length;
        double[] means = [.. forecasts.Select(column => column.Average())];
        double[] deviations = [.. forecasts.Select((column, j) => Math.Sqrt(column.Average(value => (value - means[j]) * (value - means[j]))))];
        double[][] scaled = [.. forecasts.Select((column, j) => column.Select(value => (value - means[j]) / deviations[j]).ToArray())];
        double outcome = outcomes.Average();
        double[][] equations =
        [
            .. Enumerable.Range(0, columns).Select(i => (double[])
            [
                .. Enumerable.Range(0, columns).Select(j => Product(scaled[i], scaled[j]) + (i == j ? Penalty * outcomes.Length : 0)),
                Product(scaled[i], [.. outcomes.Select(came => came - outcome)]),
            ]),
        ];
        double[] weights = Solve(equations);
        return said => able.Any(member => double.IsNaN(said[member]))
            ? Mean(said)
            : outcome + able.Select((member, j) => weights[j] * (said[member] - means[j]) / deviations[j]).Sum();
    }

    /// <summary>Gauss and Jordan; the right side is the last column.</summary>
    private static double[] Solve(double[][] equations)
    {
        for (int i = 0; i < equations.Length; i++)
        {
            int pivot = Enumerable.Range(i, equations.Length - i).MaxBy(row => Math.Abs(equations[row][i]));
            (equations[i], equations[pivot]) = (equations[pivot], equations[i]);
            for (int row = 0; row < equations.Length; row++)
            {
                if (row == i) continue;
                double factor = equations[row][i] / equations[i][i];
                for (int column = i; column <= equations.Length; column++) equations[row][column] -= factor * equations[i][column];
            }
        }

        return [.. equations.Select((equation, i) => equation[^1] / equation[i])];
    }

    private static double Product(double[] left, double[] right) => left.Zip(right, (a, b) => a * b).Sum();

    private static double Mean(double[] said)
    {
        double[] there = [.. said.Where(value => !double.IsNaN(value))];
        return there.Length == 0 ? double.NaN : there.Sum() / there.Length;
    }
}
