using ServerlessTraining.Domain;
using ServerlessTraining.Models.Lstm;
using TorchSharp;
using Tensor = TorchSharp.torch.Tensor;

namespace ServerlessTraining.Models.Torch;

/// <summary>The masks of <see cref="LstmDropout"/>, bit for bit, drawn on the device: both trainers leave out the same states, and no generator of the process takes
/// part.</summary>
internal sealed class TorchDropout
{
    private const long Step = unchecked((long)0x9E3779B97F4A7C15UL);
    private const long FirstMix = unchecked((long)0xBF58476D1CE4E5B9UL);
    private const long SecondMix = unchecked((long)0x94D049BB133111EBUL);
    private static readonly int[] Shifts = [30, 27, 31];
    private static readonly long[] Draws = [0, 16, 32, 48];
    private readonly LstmTask task;
    private readonly SeededRandom keys;
    private readonly torch.Device device;
    private readonly (Tensor Bits, Tensor Kept)[] shifts;
    private readonly Tensor firstMix;
    private readonly Tensor secondMix;
    private readonly Tensor steps;
    private readonly Tensor places;
    private readonly Tensor drawn;
    private readonly Tensor threshold;
    private readonly Tensor scale;

    /// <param name="task">The training.</param>
    /// <param name="keys">Of the masks, as the task gives them.</param>
    /// <param name="device">Where they are drawn.</param>
    /// <param name="type">Their numbers.</param>
    public TorchDropout(LstmTask task, SeededRandom keys, torch.Device device, torch.ScalarType type)
    {
        this.task = task;
        this.keys = keys;
        this.device = device;

        // Tensors, not numbers: the operands of bit operations must be, and TorchSharp does not hold on to a number while it is used (see TorchAdamW). Made anew in every
        // step, each would make the card wait.
        shifts = [.. Shifts.Select(bits => (Constant(bits), Constant((1L << (64 - bits)) - 1)))];
        firstMix = Constant(FirstMix);
        secondMix = Constant(SecondMix);
        long[] multiples = new long[Lengths(LstmBatchGradient.SliceRows(task.BatchRows)).Sum() / Draws.Length];
        for (int i = 0; i < multiples.Length; i++) multiples[i] = unchecked((i + 1L) * Step);
        steps = TorchMemory.Upload<long>(multiples, torch.ScalarType.Int64, device);
        places = TorchMemory.Upload<long>(Draws, torch.ScalarType.Int64, device);
        drawn = Constant((1 << 16) - 1);
        threshold = Constant(LstmDropout.Threshold(task.Options.Dropout));
        scale = TorchMemory.Upload<float>([LstmDropout.Scale(task.Options.Dropout)], torch.ScalarType.Float32, device).to(type);
    }

    /// <summary>One a layer: [step][row][hidden], and [row][hidden] of the last.</summary>
    public Tensor[] Draw(int rows)
    {
        // The processor draws a key for each slice of a batch.
        int sliceRows = LstmBatchGradient.SliceRows(task.BatchRows);
        List<Tensor[]> slices = [];
        for (int first = 0; first < rows; first += sliceRows) slices.Add(Slice(keys.NextUInt64(), Math.Min(sliceRows, rows - first)));
        return [.. Enumerable.Range(0, task.Shape.Layers).Select(layer => torch.cat([.. slices.Select(slice => slice[layer])], IsLast(layer) ? 0 : 1))];
    }

    /// <summary>splitmix64 of the key; every word decides on four states.</summary>
    private Tensor[] Slice(ulong key, int rows)
    {
        LstmShape shape = task.Shape;
        long[] lengths = Lengths(rows);
        using Scalar start = unchecked((long)key);
        Tensor word = steps.narrow(0, 0, lengths.Sum() / Draws.Length) + start;
        word = (word ^ Shifted(word, 0)) * firstMix;
        word = (word ^ Shifted(word, 1)) * secondMix;
        word ^= Shifted(word, 2);
        Tensor draws = word.unsqueeze(1).bitwise_right_shift(places) & drawn;
        Tensor kept = draws.flatten().ge(threshold).to(scale.dtype) * scale;
        return [.. kept.split(lengths, 0).Select((part, layer) => IsLast(layer) ? part.view(rows, shape.Hidden) : part.view(shape.Sequence, rows, shape.Hidden))];
    }

    /// <summary>States that each layer's mask decides on.</summary>
    private long[] Lengths(int rows) =>
        [.. Enumerable.Range(0, task.Shape.Layers).Select(layer => (long)rows * task.Shape.Hidden * (IsLast(layer) ? 1 : task.Shape.Sequence))];

    private bool IsLast(int layer) => layer == task.Shape.Layers - 1;

    /// <summary>Zeros come in from the left: the shift of signed numbers brings the sign.</summary>
    private Tensor Shifted(Tensor words, int index) => words.bitwise_right_shift(shifts[index].Bits) & shifts[index].Kept;

    private Tensor Constant(long value) => TorchMemory.Upload<long>([value], torch.ScalarType.Int64, device);
}
