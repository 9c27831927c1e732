using System.Runtime.Intrinsics;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Leaves out states at random, as PyTorch does: the outputs of every layer but the last on their way to the next (each step by itself), and the last state on its way
/// to the heads. What stays is scaled up, so that nothing has to be scaled at prediction.</summary>
internal sealed unsafe class LstmDropout : IDisposable
{
    private const int DrawsPerWord = 4;
    private const int Odds = 1 << 16;
    private readonly LstmShape shape;
    private readonly int threshold;
    private readonly float scale;
    private readonly FloatBuffer[] masks;
    private readonly FloatBuffer[] kept;

    public LstmDropout(LstmShape shape, int capacity, double share)
    {
        this.shape = shape;
        threshold = Threshold(share);
        scale = Scale(share);
        masks = Buffers(capacity);
        kept = Buffers(capacity);
    }

    /// <summary>A draw of sixteen bits below it leaves the state out.</summary>
    public static int Threshold(double share) => (int)Math.Round(share * Odds);

    /// <summary>What a state that stays is multiplied by.</summary>
    public static float Scale(double share) => (float)(Odds / (double)(Odds - Threshold(share)));

    /// <summary>What <see cref="Forward"/> left of a layer's states: [step][row][hidden], and [row][hidden] of the last layer.</summary>
    public float* Kept(int layer) => kept[layer].Pointer;

    /// <summary>New masks. Word i of the splitmix64 sequence of the key decides on four values, so the same key gives the same masks on any thread.</summary>
    public void Draw(ulong key, int rows)
    {
        ulong state = key;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            float* mask = masks[layer].Pointer;
            long length = Length(layer, rows);
            for (long i = 0; i < length; i += DrawsPerWord)
            {
                state += 0x9E3779B97F4A7C15UL;
                ulong word = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
                word = (word ^ (word >> 27)) * 0x94D049BB133111EBUL;
                word ^= word >> 31;
                for (int j = 0; j < DrawsPerWord; j++, word >>= 16) mask[i + j] = (word & (Odds - 1)) < (ulong)threshold ? 0 : scale;
            }
        }
    }

    /// <param name="layer">From 0.</param>
    /// <param name="rows">Rows of this pass.</param>
    /// <param name="states">The layer's states from the first step on.</param>
    public void Forward(int layer, int rows, float* states)
    {
        long length = Length(layer, rows);
        float* source = layer < shape.Layers - 1 ? states : states + ((long)(shape.Sequence - 1) * rows * shape.Hidden);
        Multiply(source, masks[layer].Pointer, kept[layer].Pointer, length);
    }

    /// <summary>Turns gradients of what was kept into gradients of the states, in place.</summary>
    public void Backward(int layer, int rows, float* gradient) => Multiply(gradient, masks[layer].Pointer, gradient, Length(layer, rows));

    public void Dispose()
    {
        foreach (FloatBuffer buffer in masks.Concat(kept)) buffer.Dispose();
    }

    private static void Multiply(float* left, float* right, float* target, long length)
    {
        for (long i = 0; i < length; i += LstmMath.Width) (Vector512.Load(left + i) * Vector512.Load(right + i)).Store(target + i);
    }

    /// <summary>A multiple of the vector width, because the hidden size is.</summary>
    private long Length(int layer, int rows) => (long)rows * shape.Hidden * (layer < shape.Layers - 1 ? shape.Sequence : 1);

    private FloatBuffer[] Buffers(int capacity) => [.. Enumerable.Range(0, shape.Layers).Select(layer => new FloatBuffer(Length(layer, capacity)))];
}
