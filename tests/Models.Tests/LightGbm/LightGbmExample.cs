using System.Globalization;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Models.Tests.LightGbm;

/// <summary>The data of an example in LightGBM's source package: rows of a label and its features, first those to train on, then those to test on.</summary>
internal sealed class LightGbmExample
{
    private static readonly string Folder = Repository.PathOf(".native", "lightgbm-examples");

    public LightGbmExample(string folder, string name, Target target, bool weighted)
    {
        string[] train = Lines("train");
        string[] test = Lines("test");
        double[][] rows = [.. train.Concat(test).Select(line => line.Split('\t').Select(Number).ToArray())];
        string[] names = [.. Enumerable.Range(0, rows[0].Length - 1).Select(column => $"Column_{column}")];
        double[]? weights = weighted ? [.. Lines("train.weight").Concat(Lines("test.weight")).Select(Number)] : null;
        Features = new FeatureMatrix(names, [.. rows.SelectMany(row => row.Skip(1))], 0);
        Test = new RowRange(train.Length, rows.Length);
        Dictionary<Target, double[]> labels = new() { [target] = [.. rows.Select(row => row[0])] };
        Request = new TrainingRequest
        {
            Fit = new Samples(Features, [new RowRange(0, train.Length)], labels, weights),
            Tune = new Samples(Features, [Test], labels, weights),
            Targets = [target],
        };

        string[] Lines(string part) => File.ReadAllLines(Path.Combine(Folder, folder, $"{name}.{part}"));
    }

    /// <summary>Set-up brings it, where it could.</summary>
    public static bool IsThere => Directory.Exists(Folder);

    public FeatureMatrix Features { get; }

    public RowRange Test { get; }

    public TrainingRequest Request { get; }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
