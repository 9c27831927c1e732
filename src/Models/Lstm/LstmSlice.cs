using System.Runtime.Intrinsics;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Forward and backward pass of one part of a batch, by one thread, in buffers that are made once. Time-major: step t of all rows is one block.</summary>
internal sealed unsafe class LstmSlice : IDisposable
{
    private readonly LstmShape shape;
    private readonly IMatrixProduct product;
    private readonly FloatBuffer bias;
    private readonly FloatBuffer cellGradient;
    private readonly FloatBuffer[] gates;
    private readonly FloatBuffer[] cells;
    private readonly FloatBuffer[] cellTanhs;
    private readonly FloatBuffer[] states;
    private readonly FloatBuffer[] stateGradients;
    private readonly LstmDropout? dropout;
    private bool dropping;

    /// <param name="shape">The network.</param>
    /// <param name="capacity">The most rows of a pass.</param>
    /// <param name="product">Not shared with another thread; the owner disposes of it.</param>
    /// <param name="dropout">The share of values that a pass with a dropout key leaves out; 0 needs no memory.</param>
    public LstmSlice(LstmShape shape, int capacity, IMatrixProduct product, double dropout = 0)
    {
        this.shape = shape;
        this.product = product;
        this.dropout = dropout > 0 ? new LstmDropout(shape, capacity, dropout) : null;
        long block = (long)capacity * shape.Hidden;
        bias = new FloatBuffer(shape.GateWidth);
        cellGradient = new FloatBuffer(block);
        gates = Buffers(block * LstmShape.Gates * shape.Sequence);
        cells = Buffers(block * (shape.Sequence + 1));
        cellTanhs = Buffers(block * shape.Sequence);
        states = Buffers(block * (shape.Sequence + 1));
        stateGradients = Buffers(block * shape.Sequence);
        Input = new FloatBuffer((long)capacity * shape.Sequence * shape.Inputs);
        Output = new FloatBuffer((long)capacity * shape.Outputs);
        OutputGradient = new FloatBuffer((long)capacity * shape.Outputs);
        Gradient = new FloatBuffer(shape.PaddedWeights);
    }

    /// <summary>[step][row][input].</summary>
    public FloatBuffer Input { get; }

    /// <summary>[row][output], before the sigmoid of the directions.</summary>
    public FloatBuffer Output { get; }

    public FloatBuffer OutputGradient { get; }

    /// <summary>Sum over the rows, overwritten by each backward pass.</summary>
    public FloatBuffer Gradient { get; }

    /// <param name="weights">As <see cref="LstmShape"/> lays them out.</param>
    /// <param name="rows">Rows of the inputs that are filled in, at most the capacity.</param>
    /// <param name="dropoutKey">What to leave out; null leaves out nothing.</param>
    public void Forward(float* weights, int rows, ulong? dropoutKey = null)
    {
        dropping = dropout is not null && dropoutKey is not null;
        if (dropping) dropout!.Draw(dropoutKey!.Value, rows);
        int hidden = shape.Hidden;
        int width = shape.GateWidth;
        long block = (long)rows * hidden;
        for (int layer = 0; layer < shape.Layers; layer++)
        {
            float* gate = gates[layer].Pointer;
            float* state = states[layer].Pointer;
            float* cell = cells[layer].Pointer;
            new Span<float>(state, (int)block).Clear();
            new Span<float>(cell, (int)block).Clear();
            shape.SumBiases(weights, layer, bias.Pointer);
            int inputs = shape.LayerInputs(layer);
            product.Multiply(
                false, true, shape.Sequence * rows, width, inputs, LayerInput(layer, block), inputs, weights + shape.InputWeights(layer), inputs, gate, width, accumulate: false);
            for (int t = 0; t < shape.Sequence; t++)
            {
                float* step = gate + (t * block * LstmShape.Gates);
                if (t > 0)
                {
                    product.Multiply(
                        false, true, rows, width, hidden, state + (t * block), hidden, weights + shape.RecurrentWeights(layer), hidden, step, width, accumulate: true);
                }

                LstmCell.Forward(rows, hidden, step, bias.Pointer, cell + (t * block), cell + ((t + 1) * block), cellTanhs[layer].Pointer + (t * block), state + ((t + 1) * block));
            }

            if (dropping) dropout!.Forward(layer, rows, state + block);
        }

        float* last = HeadInput(block);
        product.Multiply(false, true, rows, shape.Outputs, hidden, last, hidden, weights + shape.HeadWeights, hidden, Output.Pointer, shape.Outputs, accumulate: false);
        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < shape.Outputs; output++) Output.Pointer[(row * shape.Outputs) + output] += weights[shape.HeadBiases + output];
        }
    }

    /// <summary>After <see cref="Forward"/> with the same weights and rows; the activations are used up.</summary>
    public void Backward(float* weights, int rows)
    {
        int hidden = shape.Hidden;
        int width = shape.GateWidth;
        int outputs = shape.Outputs;
        long block = (long)rows * hidden;
        int steps = shape.Sequence;
        float* gradient = Gradient.Pointer;
        float* last = HeadInput(block);
        float* lastGradient = stateGradients[^1].Pointer + ((steps - 1) * block);
        product.Multiply(true, false, outputs, hidden, rows, OutputGradient.Pointer, outputs, last, hidden, gradient + shape.HeadWeights, hidden, accumulate: false);
        SumRows(OutputGradient.Pointer, rows, outputs, gradient + shape.HeadBiases);
        product.Multiply(
            false, false, rows, hidden, outputs, OutputGradient.Pointer, outputs, weights + shape.HeadWeights, hidden, lastGradient, hidden, accumulate: false);
        if (dropping) dropout!.Backward(shape.Layers - 1, rows, lastGradient);
        for (int layer = shape.Layers - 1; layer >= 0; layer--)
        {
            float* gate = gates[layer].Pointer;
            float* stateGradient = stateGradients[layer].Pointer;
            bool fromAbove = layer < shape.Layers - 1;
            new Span<float>(cellGradient.Pointer, (int)block).Clear();
            for (int t = steps - 1; t >= 0; t--)
            {
                float* step = gate + (t * block * LstmShape.Gates);
                float* previousCell = cells[layer].Pointer + (t * block);
                LstmCell.Backward(rows, hidden, step, previousCell, cellTanhs[layer].Pointer + (t * block), stateGradient + (t * block), cellGradient.Pointer);
                if (t == 0) break;
                float* earlier = stateGradient + ((t - 1) * block);
                product.Multiply(false, false, rows, hidden, width, step, width, weights + shape.RecurrentWeights(layer), hidden, earlier, hidden, accumulate: fromAbove);
            }

            int inputs = shape.LayerInputs(layer);
            int all = steps * rows;
            product.Multiply(true, false, width, inputs, all, gate, width, LayerInput(layer, block), inputs, gradient + shape.InputWeights(layer), inputs, accumulate: false);
            product.Multiply(true, false, width, hidden, all, gate, width, states[layer].Pointer, hidden, gradient + shape.RecurrentWeights(layer), hidden, accumulate: false);
            SumRows(gate, all, width, gradient + shape.InputBias(layer));
            new Span<float>(gradient + shape.InputBias(layer), width).CopyTo(new Span<float>(gradient + shape.RecurrentBias(layer), width));
            if (layer > 0)
            {
                product.Multiply(
                    false, false, all, hidden, width, gate, width, weights + shape.InputWeights(layer), inputs, stateGradients[layer - 1].Pointer, hidden, accumulate: false);
                if (dropping) dropout!.Backward(layer - 1, rows, stateGradients[layer - 1].Pointer);
            }
        }
    }

    /// <summary>After <see cref="Backward"/>: the gradient by the inputs, [step][row][input].</summary>
    public void InputGradient(float* weights, int rows, float* target)
    {
        int width = shape.GateWidth;
        int inputs = shape.Inputs;
        product.Multiply(false, false, shape.Sequence * rows, inputs, width, gates[0].Pointer, width, weights + shape.InputWeights(0), inputs, target, inputs, accumulate: false);
    }

    public void Dispose()
    {
        foreach (FloatBuffer buffer in (FloatBuffer[])[bias, cellGradient, .. gates, .. cells, .. cellTanhs, .. states, .. stateGradients, Input, Output, OutputGradient, Gradient])
        {
            buffer.Dispose();
        }

        dropout?.Dispose();
    }

    private static void SumRows(float* matrix, int rows, int columns, float* sums)
    {
        Span<float> total = new(sums, columns);
        total.Clear();
        for (int row = 0; row < rows; row++)
        {
            float* line = matrix + ((long)row * columns);
            int j = 0;
            for (; j <= columns - LstmMath.Width; j += LstmMath.Width)
            {
                (Vector512.Load(sums + j) + Vector512.Load(line + j)).Store(sums + j);
            }

            for (; j < columns; j++) sums[j] += line[j];
        }
    }

    private FloatBuffer[] Buffers(long length) => [.. Enumerable.Range(0, shape.Layers).Select(_ => new FloatBuffer(length))];

    /// <summary>The states of the layer below begin with the zeros before the first step.</summary>
    private float* LayerInput(int layer, long block) =>
        layer == 0 ? Input.Pointer : dropping ? dropout!.Kept(layer - 1) : states[layer - 1].Pointer + block;

    private float* HeadInput(long block) => dropping ? dropout!.Kept(shape.Layers - 1) : states[^1].Pointer + (shape.Sequence * block);

}
