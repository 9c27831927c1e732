using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models.Lstm;
using ServerlessTraining.Models.Native;

namespace ServerlessTraining.Models.Torch.Tests;

/// <summary>A small learning problem for both trainers: two horizons, rows without labels, weights.</summary>
internal static class TorchProblem
{
    public const int WarmUp = 3;
    private const int Rows = 700;
    private const int Columns = 5;
    private const ulong Seed = 17;

    public static Lstm2HeadTrainer OnTheProcessor { get; } = new(new NativeLibraryOptions());

    public static TorchLstm2HeadTrainer Torch { get; } = Trainer();

    /// <summary>On the processor, where the tests run: what differs from ours is TorchSharp, not the machine.</summary>
    public static TorchLstm2HeadTrainer Trainer(TorchPrecision precision = TorchPrecision.Fp32) =>
        new(new TorchOptions { Device = TorchDevice.Cpu, Precision = precision }, new NativeLibraryOptions(), _ => { });

    public static TrainingRequest Request(string options, bool tune = true)
    {
        SeededRandom random = new(Seed);
        double[] values = new double[Rows * Columns];
        foreach (ref double value in values.AsSpan()) value = random.NextGaussian();
        FeatureMatrix features = new([.. Enumerable.Range(0, Columns).Select(i => $"f{i}")], values, WarmUp);
        Dictionary<Target, double[]> labels = new Target[] { Target.Direction(1), Target.Direction(3), Target.Return(1), Target.Return(3) }.ToDictionary(
            target => target, target => Labels(features, target, random));
        double[] weights = [.. Enumerable.Range(0, Rows).Select(_ => 0.5 + random.NextDouble())];
        return new TrainingRequest
        {
            Fit = new Samples(features, [new RowRange(WarmUp, 500)], labels, weights),
            Tune = tune ? new Samples(features, [new RowRange(510, Rows)], labels, weights) : null,
            Targets = [.. labels.Keys],
            Options = HyperParameters.Parse(options),
        };
    }

    public static double[] Predict(IModel model, TrainingRequest request, Target target)
    {
        RowRange rows = new(WarmUp + model.History, Rows);
        double[] predictions = new double[rows.Count];
        model.Predict(request.Fit.Features, rows, target, predictions);
        return predictions;
    }

    public static float[] Weights(IModel model) =>
        [.. SafeTensors.Read(model.ToFiles()[LstmTensors.FileName], LstmTensors.FileName).SelectMany(tensor => tensor.Values.ToArray())];

    private static double[] Labels(FeatureMatrix features, Target target, SeededRandom random)
    {
        double[] labels = new double[features.RowCount];
        for (int row = 0; row < labels.Length; row++)
        {
            double score = row < WarmUp + 2 ? 0 : features[row - 2, target.Horizon] + (0.3 * random.NextGaussian());
            labels[row] = row < WarmUp + 2 || (row + target.Horizon) % 5 == 0 ? double.NaN : target.Kind == TargetKind.Direction ? (score > 0 ? 1 : 0) : 0.01 * score;
        }

        return labels;
    }
}
