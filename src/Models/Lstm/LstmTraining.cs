using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>The epochs of one training. Everything that a step needs is made before the first.</summary>
internal sealed unsafe class LstmTraining : IDisposable
{
    private const ulong Initial = 1;
    private const ulong Order = 2;
    private const ulong Dropout = 3;
    private readonly LstmShape shape;
    private readonly Lstm2HeadOptions options;
    private readonly LstmLoss loss;
    private readonly LstmBatchGradient gradient;
    private readonly LstmEvaluation? evaluation;
    private readonly AdamW optimizer;
    private readonly LearningRates rates;
    private readonly SeededRandom random;
    private readonly SeededRandom? dropout;
    private readonly int[] order;
    private readonly double[] losses;
    private readonly int[] counts;
    private readonly List<double> fitLosses = [];
    private readonly List<double> tuneLosses = [];
    private long step;

    public LstmTraining(LstmShape shape, Lstm2HeadOptions options, LstmLoss loss, LstmData fit, LstmData? tune, WorkerTeam team, MatrixProducts products, ulong seed)
    {
        this.shape = shape;
        this.options = options;
        this.loss = loss;
        gradient = new LstmBatchGradient(shape, fit, loss, team, products, options.BatchSize, options.Dropout);
        evaluation = tune is null ? null : new LstmEvaluation(shape, tune, loss, team, products);
        optimizer = new AdamW(shape.PaddedWeights, options.WeightDecay);
        rates = new LearningRates(options, (fit.Rows.Length + options.BatchSize - 1) / options.BatchSize);
        random = new SeededRandom(seed);
        dropout = options.Dropout > 0 ? random.Fork(Dropout) : null;
        order = [.. Enumerable.Range(0, fit.Rows.Length)];
        losses = new double[shape.Outputs];
        counts = new int[shape.Outputs];
        Weights = new FloatBuffer(shape.PaddedWeights);
        LstmInitialWeights.Fill(shape, random.Fork(Initial), Weights.Span);
    }

    /// <summary>After <see cref="Run"/> those of the best epoch by tune loss, or of the last one without a tune part.</summary>
    public FloatBuffer Weights { get; }

    public LearningCurve Run(string lossName, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        using FloatBuffer best = new(shape.PaddedWeights);
        double bestLoss = double.PositiveInfinity;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= options.Epochs && (evaluation is null || epoch - bestEpoch <= options.Patience); epoch++)
        {
            double fitLoss = Epoch(epoch, cancellation);
            double? tuneLoss = evaluation?.Loss(Weights.Pointer, cancellation);
            if (!double.IsFinite(fitLoss + (tuneLoss ?? 0))) throw Diverged(epoch, "the loss");
            fitLosses.Add(fitLoss);
            if (tuneLoss is { } value)
            {
                tuneLosses.Add(value);
                if (value < bestLoss)
                {
                    (bestLoss, bestEpoch) = (value, epoch);
                    Weights.Span.CopyTo(best.Span);
                }
            }
            else
            {
                bestEpoch = epoch;
            }

            progress?.Report(new TrainingProgress(null, epoch, options.Epochs, fitLoss, tuneLoss));
        }

        if (evaluation is not null) best.Span.CopyTo(Weights.Span);
        return new LearningCurve(null, lossName, fitLosses, tuneLosses, bestEpoch);
    }

    public void Dispose()
    {
        gradient.Dispose();
        evaluation?.Dispose();
        optimizer.Dispose();
        Weights.Dispose();
    }

    /// <summary>One pass over the sequences in a new order; the loss is taken as the steps go, with dropout and with weights that still move.</summary>
    private double Epoch(int epoch, CancellationToken cancellation)
    {
        Shuffle(epoch);
        Array.Clear(losses);
        Array.Clear(counts);
        for (int start = 0; start < order.Length; start += options.BatchSize)
        {
            gradient.Compute(Weights.Pointer, order.AsSpan(start, Math.Min(options.BatchSize, order.Length - start)), dropout, cancellation);
            double norm = AdamW.Norm(gradient.Gradient.Pointer, shape.PaddedWeights);
            if (!double.IsFinite(norm)) throw Diverged(epoch, "the gradient");
            double scale = options.GradientClip > 0 && norm > options.GradientClip ? options.GradientClip / norm : 1;
            optimizer.Step(Weights.Pointer, gradient.Gradient.Pointer, scale, rates.At(step++));
            for (int output = 0; output < losses.Length; output++)
            {
                losses[output] += gradient.Losses[output];
                counts[output] += gradient.Counts[output];
            }
        }

        return loss.Total(losses, counts);
    }

    private void Shuffle(int epoch)
    {
        SeededRandom shuffle = random.Fork(Order).Fork((ulong)epoch);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = shuffle.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    private ServerlessTrainingException Diverged(int epoch, string what) => new(
        $"The training of lstm2head went astray: {what} of epoch {epoch} is not finite at a learning_rate of {options.LearningRate}. " +
        $"Lower learning_rate, or scale features and returns.");
}
