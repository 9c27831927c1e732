using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Models;
using ServerlessTraining.Models.Lstm;

namespace ServerlessTraining.Bench.Models;

/// <summary>Whole training steps of lstm2head (gathering, forward, loss, backward, clipping, optimiser): sequences a second over the epochs after the first.</summary>
internal static class LstmSteps
{
    private const int Sequence = 50;
    private const int Batch = 256;
    private const int Batches = 24;
    private const int Epochs = 6;
    private const ulong Seed = 20261121;

    public static BenchRow Run(string name, int inputs, int hidden, int layers, Lstm2HeadTrainer trainer)
    {
        List<long> ends = [];
        TrainingRequest request = Request(inputs) with
        {
            Options = HyperParameters.Parse($$"""
                {"hidden": {{hidden}}, "layers": {{layers}}, "sequence_length": {{Sequence}}, "batch_size": {{Batch}}, "epochs": {{Epochs}}, "dropout": 0}
                """),
            Threads = Environment.ProcessorCount,
        };
        trainer.Train(request, new Watch(() => ends.Add(TimeProvider.System.GetTimestamp()))).Dispose();
        double[] seconds = [.. ends.Skip(1).Zip(ends, (end, start) => TimeProvider.System.GetElapsedTime(start, end).TotalSeconds)];
        return new BenchRow(name, Batch * Batches / Measure.Median(seconds), "sequences/s");
    }

    private static TrainingRequest Request(int inputs)
    {
        const int Rows = (Batch * Batches) + Sequence - 1;
        SeededRandom random = new(Seed);
        double[] values = new double[Rows * inputs];
        foreach (ref double value in values.AsSpan()) value = random.NextGaussian();
        double[] up = new double[Rows];
        double[] change = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            change[row] = 0.01 * random.NextGaussian();
            up[row] = change[row] > 0 ? 1 : 0;
        }

        FeatureMatrix features = new([.. Enumerable.Range(0, inputs).Select(i => $"f{i}")], values, 0);
        Dictionary<Target, double[]> labels = new() { [Target.Direction(1)] = up, [Target.Return(1)] = change };
        return new TrainingRequest { Fit = new Samples(features, [new RowRange(Sequence - 1, Rows)], labels), Targets = [.. labels.Keys] };
    }

    private sealed class Watch(Action onEpoch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => onEpoch();
    }
}
