using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Models.Tests.Contract;

/// <summary>Rows whose truth is known: independent normal features under the names of a feature system, labels that two of them decide. The second horizon has two
/// features of its own.</summary>
internal sealed class PlantedData
{
    public const int WarmUp = 19;
    public const int Horizon = 1;
    public const int OtherHorizon = 3;
    private const int Rows = 6000;
    private const double ReturnScale = 0.002;

    /// <summary>Of the first horizon: the one that decides most.</summary>
    public const int StrongColumn = 3;
    private const int WeakColumn = 11;
    private const int OtherStrongColumn = 6;
    private const int OtherWeakColumn = 14;

    private PlantedData(FeatureMatrix features, Dictionary<Target, double[]> labels)
    {
        Features = features;
        Labels = labels;
    }

    /// <summary>The first has the history that models of sequences want; between the parts lie the bars that a purge would take.</summary>
    public static RowRange Fit { get; } = new(64, 3000);

    public static RowRange Tune { get; } = new(3010, 3800);

    public static RowRange Fresh { get; } = new(3900, Rows);

    public static Target Direction { get; } = Target.Direction(Horizon);

    public static Target Return { get; } = Target.Return(Horizon);

    public FeatureMatrix Features { get; }

    public Dictionary<Target, double[]> Labels { get; }

    public static PlantedData WithSignal(ulong seed) => Create(seed, 1);

    /// <summary>The same features; labels that they say nothing about.</summary>
    public static PlantedData Noise(ulong seed) => Create(seed, 0);

    /// <summary>Two teachers: even rows say that <see cref="StrongColumn"/> raises the price, odd rows that it lowers it.</summary>
    public static PlantedData Contradiction(ulong seed)
    {
        PlantedData data = Create(seed, 1);
        for (int row = WarmUp; row < Rows; row++)
        {
            double says = data.Features[row, StrongColumn] * (row % 2 == 0 ? 1 : -1);
            data.Labels[Direction][row] = says > 0 ? 1 : 0;
            data.Labels[Return][row] = ReturnScale * says;
        }

        return data;
    }

    public Samples Samples(RowRange rows, double[]? weights = null, params IReadOnlyList<Target> targets) =>
        new(Features, [rows], (targets.Count == 0 ? [Direction, Return] : targets).ToDictionary(target => target, target => Labels[target]), weights);

    /// <summary>Labels and features of <paramref name="rows"/> from another draw, all else as it is.</summary>
    public PlantedData Replace(RowRange rows, PlantedData other)
    {
        double[] values = Features.Rows(..).ToArray();
        int columns = Features.ColumnCount;
        other.Features.Rows(rows.First..rows.End).CopyTo(values.AsSpan(rows.First * columns));
        Dictionary<Target, double[]> labels = Labels.ToDictionary(pair => pair.Key, pair => (double[])pair.Value.Clone());
        foreach ((Target target, double[] own) in labels) other.Labels[target].AsSpan(rows.First, rows.Count).CopyTo(own.AsSpan(rows.First));
        return new PlantedData(new FeatureMatrix(Features.Names, values, WarmUp), labels);
    }

    private static PlantedData Create(ulong seed, double signal)
    {
        IReadOnlyList<string> names = FeatureSystems.Poc16.FeatureNames(Timeframe.H1, FeatureOptions.Default);
        SeededRandom drawn = new SeededRandom(seed).Fork(1);
        double[] values = new double[Rows * names.Count];
        for (int i = 0; i < values.Length; i++) values[i] = drawn.NextGaussian();
        FeatureMatrix features = new(names, values, WarmUp);
        Dictionary<Target, double[]> labels = [];
        Label(labels, features, Horizon, (StrongColumn, WeakColumn), signal, new SeededRandom(seed).Fork(2));
        Label(labels, features, OtherHorizon, (OtherStrongColumn, OtherWeakColumn), signal, new SeededRandom(seed).Fork(3));
        return new PlantedData(features, labels);
    }

    private static void Label(Dictionary<Target, double[]> labels, FeatureMatrix features, int horizon, (int Strong, int Weak) columns, double signal, SeededRandom random)
    {
        double[] directions = new double[features.RowCount];
        double[] returns = new double[features.RowCount];
        directions.AsSpan(0, features.WarmUp).Fill(double.NaN);
        returns.AsSpan(0, features.WarmUp).Fill(double.NaN);
        for (int row = features.WarmUp; row < features.RowCount; row++)
        {
            double score = signal * ((2 * features[row, columns.Strong]) - features[row, columns.Weak]);
            directions[row] = random.NextDouble() < 1 / (1 + Math.Exp(-score)) ? 1 : 0;
            returns[row] = ReturnScale * (score + random.NextGaussian());
        }

        labels[Target.Direction(horizon)] = directions;
        labels[Target.Return(horizon)] = returns;
    }
}
