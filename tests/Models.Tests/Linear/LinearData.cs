using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Linear;

namespace ServerlessTraining.Models.Tests.Linear;

/// <summary>Rows and labels for the tests of linear models.</summary>
internal sealed record LinearData(double[][] X, double[] Y, double[]? Weights = null)
{
    public static readonly Target Return = Target.Return(1);
    public static readonly Target Direction = Target.Direction(1);

    public int Rows => X.Length;

    public int Columns => X[0].Length;

    /// <summary>Correlated columns of different sizes about different means; a return that depends on some of them.</summary>
    public static LinearData Random(ulong seed, int rows, int columns, bool weighted = false, double noise = 1)
    {
        SeededRandom random = new(seed);
        double[][] x = new double[rows][];
        double[] y = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            double common = random.NextGaussian();
            x[i] = [.. Enumerable.Range(0, columns).Select(j => (j - 1.5) + ((1 + (0.3 * j)) * (random.NextGaussian() + (0.5 * common))))];
            y[i] = 0.7 + (noise * random.NextGaussian());
            for (int j = 0; j < columns; j += 2) y[i] += (j % 4 == 0 ? 0.5 : -0.3) * x[i][j];
        }

        double[]? weights = weighted ? [.. Enumerable.Range(0, rows).Select(_ => 0.2 + random.NextDouble())] : null;
        return new LinearData(x, y, weights);
    }

    /// <summary>The labels as directions: above their median or not.</summary>
    public LinearData AsDirections()
    {
        double median = Y.Order().ElementAt(Y.Length / 2);
        return this with { Y = [.. Y.Select(y => y > median ? 1.0 : 0.0)] };
    }

    public FeatureMatrix Matrix() => new([.. Enumerable.Range(0, Columns).Select(j => $"f{j}")], [.. X.SelectMany(row => row)], 0);

    public Samples Samples(Target target) => new(Matrix(), [new RowRange(0, Rows)], new Dictionary<Target, double[]> { [target] = Y }, Weights);

    public TrainingRequest Request(Target target, string options = "{}") => new() { Fit = Samples(target), Targets = [target], Options = HyperParameters.Parse(options) };

    public (double Intercept, double[] Coefficients) Fit(LinearFamily family, Target target, string options = "{}")
    {
        using IModel model = Train(family, Request(target, options));
        return Learned(model);
    }

    public static IModel Train(LinearFamily family, TrainingRequest request, IProgress<TrainingProgress>? progress = null) =>
        new LinearTrainer(family).Train(request, progress, TestContext.Current.CancellationToken);

    /// <summary>Intercept and coefficients of the first target, from the model's file.</summary>
    public static (double Intercept, double[] Coefficients) Learned(IModel model)
    {
        using JsonDocument file = JsonDocument.Parse(model.ToFiles()["linear.json"]);
        JsonElement target = file.RootElement.GetProperty("targets")[0];
        return (target.GetProperty("intercept").GetDouble(), LinearReference.Numbers(target.GetProperty("coefficients")));
    }

    public double Weight(int row) => Weights?[row] ?? 1;

    public double TotalWeight => Weights?.Sum() ?? Rows;

    public double Score(int row, double intercept, double[] coefficients) => intercept + X[row].Zip(coefficients, (x, w) => x * w).Sum();

    /// <summary>The downhill slope of the weighted sum of losses (r^2 / 2 or log loss) in the intercept and in each coefficient.</summary>
    public (double Intercept, double[] Coefficients) Slope(Target target, double intercept, double[] coefficients)
    {
        double[] left = [.. Enumerable.Range(0, Rows).Select(i => Weight(i) * (Y[i] - Forecast(target, Score(i, intercept, coefficients))))];
        return (left.Sum(), [.. Enumerable.Range(0, Columns).Select(j => Enumerable.Range(0, Rows).Sum(i => left[i] * X[i][j]))]);
    }

    private static double Forecast(Target target, double score) => target.Kind == TargetKind.Direction ? 1 / (1 + Math.Exp(-score)) : score;
}
