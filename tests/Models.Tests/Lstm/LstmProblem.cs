using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Models.Tests.Lstm;

/// <summary>Small learning problems on made-up features.</summary>
internal static class LstmProblem
{
    public static Lstm2HeadTrainer Trainer { get; } = new(new NativeLibraryOptions());

    /// <summary>Standard normal features `a`, `b`, ... after a warm-up.</summary>
    public static FeatureMatrix Features(ulong seed, int rows, int columns, int warmUp = 0)
    {
        SeededRandom random = new(seed);
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextGaussian();
        return new FeatureMatrix([.. Enumerable.Range(0, columns).Select(i => $"{(char)('a' + i)}")], values, warmUp);
    }

    /// <summary>Whether the first feature was positive so many rows ago, and its size as a return.</summary>
    public static Dictionary<Target, double[]> Memory(FeatureMatrix features, int lag)
    {
        double[] direction = new double[features.RowCount];
        double[] returns = new double[features.RowCount];
        for (int row = 0; row < direction.Length; row++)
        {
            bool known = row - lag >= features.WarmUp;
            direction[row] = !known ? double.NaN : features[row - lag, 0] > 0 ? 1 : 0;
            returns[row] = !known ? double.NaN : 0.01 * features[row - lag, 0];
        }

        return new Dictionary<Target, double[]> { [Target.Direction(1)] = direction, [Target.Return(1)] = returns };
    }

    public static Samples Samples(FeatureMatrix features, Dictionary<Target, double[]> labels, double[]? weights = null, RowRange? rows = null) =>
        new(features, [rows ?? new RowRange(features.WarmUp, features.RowCount)], labels, weights);

    /// <summary>A quick one: 300 rows, two features, three epochs unless <paramref name="options"/> says otherwise.</summary>
    public static TrainingRequest Small(string options = """{"hidden":16,"sequence_length":6,"epochs":3,"batch_size":64}""", ulong seed = 1, bool tune = true)
    {
        FeatureMatrix features = Features(7, 300, 2, warmUp: 3);
        Dictionary<Target, double[]> labels = Memory(features, 2);
        return new TrainingRequest
        {
            Fit = Samples(features, labels, rows: new RowRange(3, 200)),
            Tune = tune ? Samples(features, labels, rows: new RowRange(210, 300)) : null,
            Targets = [Target.Direction(1), Target.Return(1)],
            Options = HyperParameters.Parse(options),
            Seed = seed,
        };
    }

    public static SavedModel Saved(IModel model) => new(model.FeatureNames, model.Targets, model.Report, model.ToFiles());

    public static double[] Predict(IModel model, FeatureMatrix features, RowRange rows, Target target)
    {
        double[] predictions = new double[rows.Count];
        model.Predict(features, rows, target, predictions);
        return predictions;
    }

    /// <summary>The BLAS of this checkout, where set-up found one.</summary>
    public static MatrixProducts? Blas() =>
        MatrixProducts.Blas(new NativeLibraryOptions { ManifestPath = Testing.Repository.PathOf(".native", "manifest.json") });
}
