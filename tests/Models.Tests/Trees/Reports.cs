namespace ServerlessTraining.Models.Tests.Trees;

/// <summary>Keeps what was reported, at once (the framework's own Progress posts to a pool), and does something at each.</summary>
internal sealed class Reports(Action<TrainingProgress>? then = null) : List<TrainingProgress>, IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        Add(value);
        then?.Invoke(value);
    }
}
