namespace ServerlessTraining.Orchestration.Tests.Training;

/// <summary>Takes steps where they are told, and may act on one.</summary>
internal sealed class StepLog(Action<double>? act = null) : IProgress<double>
{
    public List<double> Steps { get; } = [];

    public void Report(double value)
    {
        Steps.Add(value);
        act?.Invoke(value);
    }
}
