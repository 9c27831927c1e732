namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A fold of a stage, as its job stores it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="IsAverage">Whether it is one of those that make the average.</param>
/// <param name="Key">Of its task.</param>
internal sealed record JobFold(
    int Number, bool IsAverage, DateTimeOffset TrainFrom, DateTimeOffset TrainTo, DateTimeOffset TestFrom, DateTimeOffset TestTo, string Key)
{
    /// <summary>Null until the stage is judged, and where it failed.</summary>
    public JobFigures? Figures { get; init; }

    public double? Seconds { get; init; }

    /// <summary>Why it failed for good.</summary>
    public string? Failure { get; init; }
}
