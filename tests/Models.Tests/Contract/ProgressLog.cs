namespace ServerlessTraining.Models.Tests.Contract;

/// <summary>Takes reports where they are made: <see cref="Progress{T}"/> would hand them to other threads, in any order.</summary>
internal sealed class ProgressLog(Action<TrainingProgress>? act = null) : IProgress<TrainingProgress>
{
    public List<TrainingProgress> Reports { get; } = [];

    public void Report(TrainingProgress value)
    {
        Reports.Add(value);
        act?.Invoke(value);
    }
}
