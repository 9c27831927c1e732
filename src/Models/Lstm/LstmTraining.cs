using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Lstm;

/// <summary>The epochs of one training, whatever computes its steps.</summary>
internal sealed class LstmTraining
{
    private readonly LstmTask task;
    private readonly ILstmSteps steps;
    private readonly LearningRates rates;
    private readonly int[] order;
    private readonly double[] losses;
    private readonly List<double> fitLosses = [];
    private readonly List<double> tuneLosses = [];
    private long step;

    public LstmTraining(LstmTask task, ILstmSteps steps)
    {
        this.task = task;
        this.steps = steps;
        rates = new LearningRates(task.Options, (task.Fit.Rows.Length + task.Options.BatchSize - 1) / task.Options.BatchSize);
        order = [.. Enumerable.Range(0, task.Fit.Rows.Length)];
        losses = new double[task.Shape.Outputs];
    }

    /// <summary>Leaves the weights of the best epoch by tune loss, or of the last one without a tune part.</summary>
    public LearningCurve Run(string lossName, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        int epochs = task.Options.Epochs;
        double bestLoss = double.PositiveInfinity;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= epochs && (task.Tune is null || epoch - bestEpoch <= task.Options.Patience); epoch++)
        {
            double fitLoss = Epoch(epoch, cancellation);
            double? tuneLoss = steps.TuneLoss(cancellation);
            if (!double.IsFinite(fitLoss + (tuneLoss ?? 0))) throw Diverged(epoch, "the loss");
            fitLosses.Add(fitLoss);
            if (tuneLoss is { } value)
            {
                tuneLosses.Add(value);
                if (value < bestLoss)
                {
                    (bestLoss, bestEpoch) = (value, epoch);
                    steps.Keep();
                }
            }
            else
            {
                bestEpoch = epoch;
            }

            progress?.Report(new TrainingProgress(null, epoch, epochs, fitLoss, tuneLoss));
        }

        if (task.Tune is not null) steps.UseKept();
        return new LearningCurve(null, lossName, fitLosses, tuneLosses, bestEpoch);
    }

    /// <summary>One pass over the sequences in a new order; the loss is taken as the steps go, with dropout and with weights that still move.</summary>
    private double Epoch(int epoch, CancellationToken cancellation)
    {
        Shuffle(epoch);
        steps.Begin(order);
        for (int start = 0; start < order.Length; start += task.Options.BatchSize)
        {
            steps.Step(start, Math.Min(task.Options.BatchSize, order.Length - start), rates.At(step++), cancellation);
            if (steps.WentAstray) throw Diverged(epoch, "the gradient");
        }

        steps.TakeLosses(losses);
        if (steps.WentAstray) throw Diverged(epoch, "the gradient");
        return task.Loss.Total(losses, task.Fit.Counts);
    }

    private void Shuffle(int epoch)
    {
        SeededRandom shuffle = task.OrderOf(epoch);
        for (int i = order.Length - 1; i > 0; i--)
        {
            int j = shuffle.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    private ServerlessTrainingException Diverged(int epoch, string what) => new(
        $"The training of lstm2head went astray: {what} of epoch {epoch} is not finite at a learning_rate of {task.Options.LearningRate}. " +
        $"Lower learning_rate, or scale features and returns.");
}
