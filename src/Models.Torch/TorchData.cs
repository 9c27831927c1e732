using ServerlessTraining.Models.Lstm;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ServerlessTraining.Models.Torch;

/// <summary>The sequences of one part, all of it on the device.</summary>
internal sealed class TorchData
{
    private readonly LstmShape shape;
    private readonly Tensor features;
    private readonly Tensor firstRows;
    private readonly Tensor steps;
    private readonly Tensor labels;
    private readonly Tensor weights;
    private readonly Tensor labelled;
    private readonly Tensor one;

    /// <param name="data">The part.</param>
    /// <param name="features">Its whole feature matrix, on the device.</param>
    /// <param name="shape">The network.</param>
    /// <param name="device">Where the rest goes.</param>
    public TorchData(LstmData data, Tensor features, LstmShape shape, torch.Device device)
    {
        this.shape = shape;
        this.features = features;
        int count = data.Rows.Length;
        int outputs = shape.Outputs;
        long[] first = [.. data.Rows.Select(row => (long)row - shape.Sequence + 1)];
        double[] values = new double[(long)count * outputs];
        double[] known = new double[values.Length];
        double[] counted = new double[values.Length];
        for (int sequence = 0; sequence < count; sequence++)
        {
            ReadOnlySpan<float> found = data.Labels(sequence);
            for (int output = 0; output < outputs; output++)
            {
                if (float.IsNaN(found[output])) continue;
                int place = (sequence * outputs) + output;
                values[place] = found[output];
                known[place] = 1;
                counted[place] = data.Weights[sequence];
            }
        }

        firstRows = TorchMemory.Upload<long>(first, torch.ScalarType.Int64, device);
        long[] offsets = [.. Enumerable.Range(0, shape.Sequence).Select(step => (long)step)];
        steps = TorchMemory.Upload<long>(offsets, torch.ScalarType.Int64, device).unsqueeze(1);
        one = TorchMemory.Upload<double>([1], torch.ScalarType.Float64, device);
        labels = TorchMemory.Upload<double>(values, torch.ScalarType.Float64, device).view(count, outputs);
        weights = TorchMemory.Upload<double>(counted, torch.ScalarType.Float64, device).view(count, outputs);
        labelled = TorchMemory.Upload<double>(known, torch.ScalarType.Float64, device).view(count, outputs);
    }

    /// <param name="chosen">Numbers of sequences, on the device.</param>
    public TorchBatch Batch(Tensor chosen)
    {
        Tensor rows = firstRows.index_select(0, chosen).unsqueeze(0) + steps;
        return new TorchBatch(
            features.index_select(0, rows.flatten()).view(shape.Sequence, chosen.numel(), shape.Inputs),
            labels.index_select(0, chosen),
            weights.index_select(0, chosen),
            torch.maximum(labelled.index_select(0, chosen).sum(dim: 0), one));
    }
}
