namespace ServerlessTraining.Testing;

/// <summary>A function with a known least value, for judging samplers; a test checks them against ../shared/data/reference/hpo_functions.json.</summary>
public sealed record SearchFunction(string Name, IReadOnlyList<(double Low, double High)> Bounds, double Optimum, Func<ReadOnlySpan<double>, double> Of)
{
    private static readonly double[] HartmannWeights = [1, 1.2, 3, 3.2];

    private static readonly double[][] HartmannScales = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]];

    private static readonly double[][] HartmannCentres =
    [
        [0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886],
        [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650],
        [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381],
    ];

    public static IReadOnlyList<SearchFunction> All { get; } =
    [
        new("branin", [(-5, 10), (0, 15)], 0.397887, Branin),
        new("hartmann6", Cube(6, 0, 1), -3.32237, Hartmann),
        new("sphere5", Cube(5, -5, 5), 0, x => Sum(x, v => v * v)),
        new("rosenbrock4", Cube(4, -2.048, 2.048), 0, Rosenbrock),
        new("rastrigin5", Cube(5, -5.12, 5.12), 0, x => (10 * x.Length) + Sum(x, v => (v * v) - (10 * Math.Cos(2 * Math.PI * v)))),
        new("ackley5", Cube(5, -32.768, 32.768), 0, Ackley),
        new("sixhump", [(-3, 3), (-2, 2)], -1.031628, SixHump),
        new("styblinski_tang4", Cube(4, -5, 5), -156.664664, x => Sum(x, v => ((v * v * v * v) - (16 * v * v) + (5 * v)) / 2)),
    ];

    public static SearchFunction Named(string name) => All.Single(function => function.Name == name);

    private static (double Low, double High)[] Cube(int size, double low, double high) => [.. Enumerable.Repeat((low, high), size)];

    private static double Sum(ReadOnlySpan<double> x, Func<double, double> of)
    {
        double sum = 0;
        foreach (double value in x) sum += of(value);
        return sum;
    }

    private static double Branin(ReadOnlySpan<double> x)
    {
        double bend = x[1] - (5.1 / (4 * Math.PI * Math.PI) * x[0] * x[0]) + (5 / Math.PI * x[0]) - 6;
        return (bend * bend) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x[0])) + 10;
    }

    private static double Hartmann(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < HartmannWeights.Length; i++)
        {
            double exponent = 0;
            for (int j = 0; j < x.Length; j++) exponent -= HartmannScales[i][j] * Math.Pow(x[j] - HartmannCentres[i][j], 2);
            sum -= HartmannWeights[i] * Math.Exp(exponent);
        }

        return sum;
    }

    private static double Rosenbrock(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length - 1; i++) sum += (100 * Math.Pow(x[i + 1] - (x[i] * x[i]), 2)) + Math.Pow(1 - x[i], 2);
        return sum;
    }

    private static double Ackley(ReadOnlySpan<double> x) =>
        20 + Math.E - (20 * Math.Exp(-0.2 * Math.Sqrt(Sum(x, v => v * v) / x.Length))) - Math.Exp(Sum(x, v => Math.Cos(2 * Math.PI * v)) / x.Length);

    private static double SixHump(ReadOnlySpan<double> x)
    {
        double first = x[0] * x[0];
        double second = x[1] * x[1];
        return ((4 - (2.1 * first) + (first * first / 3)) * first) + (x[0] * x[1]) + (((4 * second) - 4) * second);
    }
}
