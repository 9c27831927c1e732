namespace ServerlessTraining.Models.Lstm;

/// <summary>Forward pass for rows that lie together, without what a backward pass needs. Neighbouring sequences share all but one of their rows, so each row goes through the
/// weights of the first layer once, not once for every sequence that it is in.</summary>
internal sealed unsafe class LstmForward : IDisposable
{
    public const int Capacity = 128;
    private readonly LstmShape shape;
    private readonly IMatrixProduct product;
    private readonly FloatBuffer biases;
    private readonly FloatBuffer projected;
    private readonly FloatBuffer gates;
    private readonly FloatBuffer states;
    private readonly FloatBuffer cells;
    private readonly FloatBuffer cellTanh;
    private readonly FloatBuffer outputs;

    /// <param name="shape">The network.</param>
    /// <param name="product">Disposed of with this.</param>
    public LstmForward(LstmShape shape, IMatrixProduct product)
    {
        this.shape = shape;
        this.product = product;
        long block = (long)Capacity * shape.Hidden;
        biases = new FloatBuffer((long)shape.Layers * shape.GateWidth);
        projected = new FloatBuffer((long)(Capacity + shape.Sequence - 1) * shape.GateWidth);
        gates = new FloatBuffer(block * LstmShape.Gates);
        states = new FloatBuffer(block * shape.Layers);
        cells = new FloatBuffer(block * shape.Layers);
        cellTanh = new FloatBuffer(block);
        outputs = new FloatBuffer((long)Capacity * shape.Outputs);
        Input = new FloatBuffer((long)(Capacity + shape.Sequence - 1) * shape.Inputs);
    }

    /// <summary>Room for the rows of one run with their history; the caller may use other memory.</summary>
    public FloatBuffer Input { get; }

    /// <summary>[row][output], before the sigmoid of the directions; overwritten by the next run.</summary>
    /// <param name="weights">As <see cref="LstmShape"/> lays them out.</param>
    /// <param name="input">The first row of the first sequence; sequence i begins i rows later.</param>
    /// <param name="rows">1 to <see cref="Capacity"/>.</param>
    public ReadOnlySpan<float> Run(float* weights, float* input, int rows)
    {
        int hidden = shape.Hidden;
        int width = shape.GateWidth;
        long block = (long)rows * hidden;
        for (int layer = 0; layer < shape.Layers; layer++) shape.SumBiases(weights, layer, biases.Pointer + ((long)layer * width));
        cells.Span.Clear();
        int inputs = shape.Inputs;
        product.Multiply(
            false, true, rows + shape.Sequence - 1, width, inputs, input, inputs, weights + shape.InputWeights(0), inputs, projected.Pointer, width, accumulate: false);
        for (int t = 0; t < shape.Sequence; t++)
        {
            for (int layer = 0; layer < shape.Layers; layer++)
            {
                float* gate = gates.Pointer;
                float* state = states.Pointer + (layer * block);
                float* cell = cells.Pointer + (layer * block);
                if (layer == 0)
                {
                    new Span<float>(projected.Pointer + ((long)t * width), rows * width).CopyTo(new Span<float>(gate, rows * width));
                }
                else
                {
                    product.Multiply(false, true, rows, width, hidden, state - block, hidden, weights + shape.InputWeights(layer), hidden, gate, width, accumulate: false);
                }

                // The state before the first step is zero.
                if (t > 0) product.Multiply(false, true, rows, width, hidden, state, hidden, weights + shape.RecurrentWeights(layer), hidden, gate, width, accumulate: true);
                LstmCell.Forward(rows, hidden, gate, biases.Pointer + ((long)layer * width), cell, cell, cellTanh.Pointer, state);
            }
        }

        float* last = states.Pointer + ((shape.Layers - 1) * block);
        product.Multiply(false, true, rows, shape.Outputs, hidden, last, hidden, weights + shape.HeadWeights, hidden, outputs.Pointer, shape.Outputs, accumulate: false);
        for (int row = 0; row < rows; row++)
        {
            for (int output = 0; output < shape.Outputs; output++) outputs.Pointer[(row * shape.Outputs) + output] += weights[shape.HeadBiases + output];
        }

        return new ReadOnlySpan<float>(outputs.Pointer, rows * shape.Outputs);
    }

    public void Dispose()
    {
        foreach (FloatBuffer buffer in (FloatBuffer[])[biases, projected, gates, states, cells, cellTanh, outputs, Input]) buffer.Dispose();
        product.Dispose();
    }
}
