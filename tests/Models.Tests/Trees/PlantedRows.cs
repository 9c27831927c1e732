using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;

namespace ServerlessTraining.Models.Tests.Trees;

/// <summary>Rows of noise with a planted signal: `signal` drives direction and return, `helper` a little, the others say nothing.</summary>
internal sealed class PlantedRows
{
    public const int WarmUp = 5;
    public static readonly Target Up = Target.Direction(3);
    public static readonly Target Move = Target.Return(1);
    public static readonly RowRange FitRows = new(WarmUp, 905);
    public static readonly RowRange TuneRows = new(910, 1310);
    public static readonly RowRange TestRows = new(1320, 2320);
    private static readonly string[] Names = ["a", "b", "signal", "c", "helper", "d"];
    private readonly double[] values;

    /// <param name="rows">How many.</param>
    /// <param name="seed">Of the noise.</param>
    /// <param name="levels">0 for any values; otherwise each feature has that many.</param>
    public PlantedRows(int rows = 2320, ulong seed = 7, int levels = 0)
    {
        SeededRandom random = new(seed);
        values = new double[rows * Names.Length];
        Directions = new double[rows];
        Returns = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            Span<double> features = values.AsSpan(row * Names.Length, Names.Length);
            for (int column = 0; column < features.Length; column++) features[column] = levels > 0 ? random.Next(levels) - (levels / 2.0) : random.NextGaussian();
            double drive = features[2] + (0.4 * features[4]) + random.NextGaussian();
            Directions[row] = drive > 0 ? 1 : 0;
            Returns[row] = 0.002 + (0.01 * drive);
        }
    }

    public double[] Directions { get; }

    public double[] Returns { get; }

    public FeatureMatrix Features => new(Names, [.. values], WarmUp);

    public double[] Values => values;

    public Samples Of(params RowRange[] rows) => new(Features, rows, Labels());

    public Samples Weighted(double[] weights, params RowRange[] rows) => new(Features, rows, Labels(), weights);

    public Dictionary<Target, double[]> Labels() => new() { [Up] = [.. Directions], [Move] = [.. Returns] };

    public TrainingRequest Request(string options, bool tune = false, params Target[] targets) => new()
    {
        Fit = Of(FitRows),
        Tune = tune ? Of(TuneRows) : null,
        Targets = targets.Length > 0 ? targets : [Up],
        Options = HyperParameters.Parse(options),
    };
}
