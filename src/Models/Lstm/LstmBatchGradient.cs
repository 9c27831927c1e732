namespace ServerlessTraining.Models.Lstm;

/// <summary>The loss and the gradient of a batch. Batches are cut into slices of at most 128 rows by the batch size alone, and slices are summed in their order: any number of
/// threads gives the same bits.</summary>
internal sealed unsafe class LstmBatchGradient : IDisposable
{
    private const int MostRows = 128;
    private const int WorthTwo = 64;
    private const int TileRows = 8;
    private readonly LstmShape shape;
    private readonly LstmData data;
    private readonly LstmLoss loss;
    private readonly WorkerTeam team;
    private readonly IMatrixProduct[] products;
    private readonly LstmSlice[] slices;
    private readonly double[][] sliceLosses;
    private readonly ulong?[] keys;
    private readonly Action<int> work;
    private readonly int[] batch;
    private readonly int sliceRows;
    private float* weights;
    private int batchRows;
    private int wave;

    public LstmBatchGradient(LstmShape shape, LstmData data, LstmLoss loss, WorkerTeam team, MatrixProducts products, int batchSize, double dropout)
    {
        this.shape = shape;
        this.data = data;
        this.loss = loss;
        this.team = team;
        batch = new int[Math.Min(batchSize, data.Rows.Length)];
        sliceRows = SliceRows(batch.Length);
        int workers = Workers(batch.Length, team.Size);
        this.products = [.. Enumerable.Range(0, workers).Select(_ => products.Create())];
        slices = [.. this.products.Select(product => new LstmSlice(shape, sliceRows, product, dropout))];
        sliceLosses = [.. slices.Select(_ => new double[shape.Outputs])];
        keys = new ulong?[workers];
        Gradient = new FloatBuffer(shape.PaddedWeights);
        Losses = new double[shape.Outputs];
        Counts = new int[shape.Outputs];
        work = RunSlice;
    }

    /// <summary>Of the whole batch.</summary>
    public FloatBuffer Gradient { get; }

    /// <summary>Each output's sum of losses over the batch.</summary>
    public double[] Losses { get; }

    /// <summary>Each output's labels in the batch.</summary>
    public int[] Counts { get; }

    /// <summary>Rows of a slice of full batches of that size, and of the last batch as well: a batch that is worth it makes work for two threads; whole tiles of the
    /// matrix product.</summary>
    public static int SliceRows(int batchRows)
    {
        int count = Math.Max((batchRows + MostRows - 1) / MostRows, batchRows >= WorthTwo ? 2 : 1);
        int rows = (batchRows + count - 1) / count;
        return (rows + TileRows - 1) / TileRows * TileRows;
    }

    /// <summary>How many slices of a full batch are worked on at once.</summary>
    public static int Workers(int batchRows, int threads) => Math.Min(threads, (batchRows + SliceRows(batchRows) - 1) / SliceRows(batchRows));

    /// <param name="current">The weights.</param>
    /// <param name="sequences">Which of the data, by number; at most the batch size.</param>
    /// <param name="dropout">Draws what is left out; null leaves out nothing.</param>
    /// <param name="cancellation">Looked at before each round of slices.</param>
    public void Compute(float* current, ReadOnlySpan<int> sequences, Domain.SeededRandom? dropout, CancellationToken cancellation)
    {
        weights = current;
        batchRows = sequences.Length;
        sequences.CopyTo(batch);
        Count(sequences);
        Array.Clear(Losses);
        Gradient.Span.Clear();
        int count = (batchRows + sliceRows - 1) / sliceRows;
        for (wave = 0; wave < count; wave += slices.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            int together = Math.Min(slices.Length, count - wave);
            for (int worker = 0; worker < together; worker++) keys[worker] = dropout?.NextUInt64();
            team.Run(work, together);
            for (int worker = 0; worker < together; worker++) Collect(worker);
        }
    }

    public void Dispose()
    {
        foreach (LstmSlice slice in slices) slice.Dispose();
        foreach (IMatrixProduct product in products) product.Dispose();
        Gradient.Dispose();
    }

    private void Count(ReadOnlySpan<int> sequences)
    {
        Array.Clear(Counts);
        foreach (int sequence in sequences)
        {
            ReadOnlySpan<float> labels = data.Labels(sequence);
            for (int output = 0; output < labels.Length; output++)
            {
                if (!float.IsNaN(labels[output])) Counts[output]++;
            }
        }
    }

    private void RunSlice(int worker)
    {
        LstmSlice slice = slices[worker];
        int start = (wave + worker) * sliceRows;
        int rows = Math.Min(sliceRows, batchRows - start);
        LstmSequences.Gather(data, shape, batch.AsSpan(start, rows), slice.Input.Pointer);
        slice.Forward(weights, rows, keys[worker]);
        double[] sums = sliceLosses[worker];
        Array.Clear(sums);
        int outputs = shape.Outputs;
        for (int row = 0; row < rows; row++)
        {
            int sequence = batch[start + row];
            ReadOnlySpan<float> logits = new(slice.Output.Pointer + (row * outputs), outputs);
            ReadOnlySpan<float> labels = data.Labels(sequence);
            loss.Add(logits, labels, data.Weights[sequence], sums);
            loss.Gradient(logits, labels, data.Weights[sequence], Counts, new Span<float>(slice.OutputGradient.Pointer + (row * outputs), outputs));
        }

        slice.Backward(weights, rows);
    }

    private void Collect(int worker)
    {
        AdamW.Add(Gradient.Pointer, slices[worker].Gradient.Pointer, shape.PaddedWeights);
        for (int output = 0; output < Losses.Length; output++) Losses[output] += sliceLosses[worker][output];
    }
}
