namespace ServerlessTraining.Models.Lstm;

/// <summary>The loss of a part with nothing left out, as a prediction would see it.</summary>
internal sealed unsafe class LstmEvaluation : IDisposable
{
    private readonly LstmShape shape;
    private readonly LstmData data;
    private readonly LstmLoss loss;
    private readonly WorkerTeam team;
    private readonly LstmForward[] forwards;
    private readonly (int First, int Count)[] runs;
    private readonly double[] losses;
    private readonly double[] sums;
    private readonly Action<int> work;
    private float* weights;
    private int wave;

    public LstmEvaluation(LstmShape shape, LstmData data, LstmLoss loss, WorkerTeam team, MatrixProducts products)
    {
        this.shape = shape;
        this.data = data;
        this.loss = loss;
        this.team = team;
        runs = [.. Runs(data.Rows)];
        forwards = [.. Enumerable.Range(0, Math.Min(team.Size, runs.Length)).Select(_ => new LstmForward(shape, products.Create()))];
        losses = new double[runs.Length * shape.Outputs];
        sums = new double[shape.Outputs];
        work = RunOne;
    }

    public double Loss(float* current, CancellationToken cancellation)
    {
        weights = current;
        Array.Clear(losses);
        for (wave = 0; wave < runs.Length; wave += forwards.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            team.Run(work, Math.Min(forwards.Length, runs.Length - wave));
        }

        Array.Clear(sums);
        for (int i = 0; i < losses.Length; i++) sums[i % shape.Outputs] += losses[i];
        return loss.Total(sums, data.Counts);
    }

    public void Dispose()
    {
        foreach (LstmForward forward in forwards) forward.Dispose();
    }

    /// <summary>Sequences whose decision rows lie together, as many as one forward pass takes.</summary>
    private static IEnumerable<(int First, int Count)> Runs(int[] rows)
    {
        int first = 0;
        for (int i = 1; i <= rows.Length; i++)
        {
            if (i < rows.Length && rows[i] == rows[i - 1] + 1 && i - first < LstmForward.Capacity) continue;
            yield return (first, i - first);
            first = i;
        }
    }

    private void RunOne(int worker)
    {
        (int first, int count) = runs[wave + worker];
        float* input = data.Features.Pointer + ((long)(data.Rows[first] - shape.Sequence + 1) * shape.Inputs);
        ReadOnlySpan<float> outputs = forwards[worker].Run(weights, input, count);
        Span<double> target = losses.AsSpan((wave + worker) * shape.Outputs, shape.Outputs);
        for (int i = 0; i < count; i++) loss.Add(outputs.Slice(i * shape.Outputs, shape.Outputs), data.Labels(first + i), data.Weights[first + i], target);
    }
}
