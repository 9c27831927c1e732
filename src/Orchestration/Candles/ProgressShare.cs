namespace ServerlessTraining.Orchestration.Candles;

/// <summary>A step's own progress as part of the whole.</summary>
/// <param name="whole">Told of the whole.</param>
/// <param name="start">Where the step begins in it, 0 to 1.</param>
/// <param name="end">Where it ends.</param>
internal sealed class ProgressShare(IProgress<double> whole, double start, double end) : IProgress<double>
{
    public void Report(double value) => whole.Report(start + (Math.Clamp(value, 0, 1) * (end - start)));
}
