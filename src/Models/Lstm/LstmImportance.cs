using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Lstm;

/// <summary>How much the outputs move with each feature: the mean size of the output's gradient by the feature, over the steps of up to 512 sequences of the fit part, times the
/// feature's standard deviation over those sequences; as shares of a target. One backward pass a target, no retraining and no shuffled columns. It says what the network reacts to
/// near the data, not what a forecast would lose without the feature.</summary>
internal static unsafe class LstmImportance
{
    private const int MostSequences = 512;
    private const int SliceRows = 128;

    public static FeatureImportance[] Of(
        LstmShape shape,
        LstmOutputs outputs,
        LstmData data,
        float* weights,
        IReadOnlyList<Target> targets,
        FeatureMatrix features,
        MatrixProducts products,
        CancellationToken cancellation)
    {
        int[] chosen = Chosen(data.Rows.Length);
        using IMatrixProduct product = products.Create();
        using LstmSlice slice = new(shape, Math.Min(SliceRows, chosen.Length), product);
        using FloatBuffer gradient = new(slice.Input.Length);
        double[][] sizes = [.. targets.Select(_ => new double[shape.Inputs])];
        double[] sums = new double[shape.Inputs];
        double[] squares = new double[shape.Inputs];
        float* origin = data.Features.Pointer + ((long)data.Rows[0] * shape.Inputs);
        for (int start = 0; start < chosen.Length; start += SliceRows)
        {
            int rows = Math.Min(SliceRows, chosen.Length - start);
            LstmSequences.Gather(data, shape, chosen.AsSpan(start, rows), slice.Input.Pointer);
            long values = (long)rows * shape.Sequence * shape.Inputs;
            AddMoments(slice.Input.Pointer, values, origin, sums, squares);
            for (int k = 0; k < targets.Count; k++)
            {
                cancellation.ThrowIfCancellationRequested();
                slice.Forward(weights, rows);
                slice.OutputGradient.Span.Clear();
                for (int row = 0; row < rows; row++) slice.OutputGradient.Pointer[(row * shape.Outputs) + outputs.IndexOf(targets[k])] = 1;
                slice.Backward(weights, rows);
                slice.InputGradient(weights, rows, gradient.Pointer);
                AddSizes(gradient.Pointer, values, sizes[k]);
            }
        }

        double count = (double)chosen.Length * shape.Sequence;
        double[] deviations = [.. sums.Zip(squares, (sum, square) => Math.Sqrt(Math.Max(0, (square / count) - (sum / count * (sum / count)))))];
        return [.. targets.SelectMany((target, k) => Shares(target, sizes[k], deviations, features.Names))];
    }

    private static int[] Chosen(int count)
    {
        int taken = Math.Min(count, MostSequences);
        return [.. Enumerable.Range(0, taken).Select(i => (int)((long)i * count / taken))];
    }

    private static IEnumerable<FeatureImportance> Shares(Target target, double[] sizes, double[] deviations, IReadOnlyList<string> names)
    {
        double[] moves = [.. sizes.Zip(deviations, (size, deviation) => size * deviation)];
        double total = moves.Sum();
        return moves.Select((move, i) => new FeatureImportance(target, names[i], total > 0 ? move / total : 0));
    }

    /// <summary>Of the distances from some row, so that a feature far from zero keeps its digits.</summary>
    private static void AddMoments(float* values, long count, float* origin, double[] sums, double[] squares)
    {
        for (long i = 0; i < count; i += sums.Length)
        {
            for (int j = 0; j < sums.Length; j++)
            {
                double value = (double)values[i + j] - origin[j];
                sums[j] += value;
                squares[j] += value * value;
            }
        }
    }

    private static void AddSizes(float* gradient, long count, double[] sizes)
    {
        for (long i = 0; i < count; i += sizes.Length)
        {
            for (int j = 0; j < sizes.Length; j++) sizes[j] += Math.Abs(gradient[i + j]);
        }
    }
}
