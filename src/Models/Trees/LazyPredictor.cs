namespace ServerlessTraining.Models.Trees;

/// <summary>Trees whose file was just written: they are read back when they first predict, so that a training that is only saved does not pay for it. The file is known to be good.</summary>
internal sealed class LazyPredictor(int featureCount, Func<ITreePredictor> open) : ITreePredictor
{
    private readonly Lock gate = new();
    private ITreePredictor? opened;
    private bool isDisposed;

    public int FeatureCount => featureCount;

    public void Predict(ReadOnlySpan<double> values, Span<double> predictions) => Opened().Predict(values, predictions);

    public void Dispose()
    {
        lock (gate)
        {
            isDisposed = true;
            opened?.Dispose();
        }
    }

    private ITreePredictor Opened()
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            return opened ??= open();
        }
    }
}
