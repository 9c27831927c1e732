namespace ServerlessTraining.Models.Lstm;

/// <summary>The learning rate of each step of a training.</summary>
internal sealed class LearningRates(Lstm2HeadOptions options, int stepsPerEpoch)
{
    private readonly long warmUp = (long)options.WarmUpEpochs * stepsPerEpoch;
    private readonly long steps = (long)options.Epochs * stepsPerEpoch;

    /// <param name="step">From 0.</param>
    public double At(long step)
    {
        if (step < warmUp) return options.LearningRate * (step + 1) / warmUp;
        if (options.Schedule == LstmSchedule.Constant) return options.LearningRate;
        return options.LearningRate * 0.5 * (1 + Math.Cos(Math.PI * (step - warmUp) / (steps - warmUp)));
    }
}
