using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>Steps on the processor. Everything that a step needs is made before the first.</summary>
internal sealed unsafe class LstmProcessorSteps : ILstmSteps
{
    private readonly LstmTask task;
    private readonly WorkerTeam team;
    private readonly LstmBatchGradient gradient;
    private readonly LstmEvaluation? evaluation;
    private readonly AdamW optimizer;
    private readonly SeededRandom? dropout;
    private readonly FloatBuffer best;
    private readonly double[] losses;
    private int[] order = [];

    public LstmProcessorSteps(LstmTask task, MatrixProducts products)
    {
        this.task = task;
        team = new WorkerTeam(LstmBatchGradient.Workers(task.BatchRows, task.Threads));
        gradient = new LstmBatchGradient(task.Shape, task.Fit, task.Loss, team, products, task.Options.BatchSize, task.Options.Dropout);
        evaluation = task.Tune is null ? null : new LstmEvaluation(task.Shape, task.Tune, task.Loss, team, products);
        optimizer = new AdamW(task.Shape.PaddedWeights, task.Options.WeightDecay);
        dropout = task.DropoutKeys();
        losses = new double[task.Shape.Outputs];
        best = new FloatBuffer(task.Shape.PaddedWeights);
        Weights = new FloatBuffer(task.Shape.PaddedWeights);
        task.FillInitialWeights(Weights.Span);
    }

    public FloatBuffer Weights { get; }

    public bool WentAstray { get; private set; }

    public void Begin(int[] order) => this.order = order;

    public void Step(int first, int count, double learningRate, CancellationToken cancellation)
    {
        gradient.Compute(Weights.Pointer, order.AsSpan(first, count), dropout, cancellation);
        double norm = AdamW.Norm(gradient.Gradient.Pointer, task.Shape.PaddedWeights);
        WentAstray = !double.IsFinite(norm);
        if (WentAstray) return;
        double clip = task.Options.GradientClip;
        optimizer.Step(Weights.Pointer, gradient.Gradient.Pointer, clip > 0 && norm > clip ? clip / norm : 1, learningRate);
        for (int output = 0; output < losses.Length; output++) losses[output] += gradient.Losses[output];
    }

    public void TakeLosses(Span<double> sums)
    {
        losses.CopyTo(sums);
        Array.Clear(losses);
    }

    public double? TuneLoss(CancellationToken cancellation) => evaluation?.Loss(Weights.Pointer, cancellation);

    public void Keep() => Weights.Span.CopyTo(best.Span);

    public void UseKept() => best.Span.CopyTo(Weights.Span);

    public void CopyWeights(Span<float> target) => Weights.Span.CopyTo(target);

    public void Dispose()
    {
        gradient.Dispose();
        evaluation?.Dispose();
        optimizer.Dispose();
        best.Dispose();
        Weights.Dispose();
        team.Dispose();
    }
}
