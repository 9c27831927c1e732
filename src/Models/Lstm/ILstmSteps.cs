namespace ServerlessTraining.Models.Lstm;

/// <summary>The arithmetic of a training: weights, and what a step makes of them. What is the same wherever that runs (order, learning rates, early stopping, curve) is
/// <see cref="LstmTraining"/>; Models.Torch has another one.</summary>
internal interface ILstmSteps : IDisposable
{
    /// <summary>Whether a gradient was not finite. Known after <see cref="TakeLosses"/> at the latest: asking a card after every step would hold it up.</summary>
    bool WentAstray { get; }

    /// <summary>A pass over the fit part begins.</summary>
    /// <param name="order">All its sequences by number; stays as it is until the next call.</param>
    void Begin(int[] order);

    /// <summary>Loss and gradient of a batch, clipping, one step of AdamW.</summary>
    /// <param name="first">Place of the batch in the order.</param>
    /// <param name="count">Its sequences.</param>
    /// <param name="learningRate">Of this step.</param>
    /// <param name="cancellation">Looked at before anything changes.</param>
    void Step(int first, int count, double learningRate, CancellationToken cancellation);

    /// <summary>Each output's sum of losses over the steps since the last call, with dropout and with weights that moved.</summary>
    void TakeLosses(Span<double> sums);

    /// <summary>As a prediction would have it; null without a tune part.</summary>
    double? TuneLoss(CancellationToken cancellation);

    /// <summary>The weights are the best so far.</summary>
    void Keep();

    /// <summary>Goes back to the weights that were kept.</summary>
    void UseKept();

    /// <param name="target">As <see cref="LstmShape"/> lays them out, padding and all.</param>
    void CopyWeights(Span<float> target);
}
