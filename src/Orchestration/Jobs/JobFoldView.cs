using System.Text.Json.Serialization;
using ServerlessTraining.Domain.Folds;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A fold of a stage.</summary>
/// <param name="Fold">Its number, from 1.</param>
/// <param name="Kind">average, or staleness: an older model on months that another fold tests already, which is not in the average.</param>
/// <param name="TrainFrom">Trained and tuned on bars from here, included, to <paramref name="TrainTo"/>, excluded; times are UTC.</param>
/// <param name="TestFrom">Tested from here, included, to <paramref name="TestTo"/>, excluded.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Figures">Null until it is done.</param>
/// <param name="Seconds">That its training took; null until it is done.</param>
/// <param name="Failure">Why it failed for good; null where it did not.</param>
public sealed record JobFoldView(
    int Fold, string Kind, DateTimeOffset TrainFrom, DateTimeOffset TrainTo, DateTimeOffset TestFrom, DateTimeOffset TestTo, JobFoldState State, double Progress,
    JobFigures? Figures, double? Seconds, string? Failure)
{
    /// <summary>What last went wrong on the way while it waits or is trained, as a try that went silent; absent where nothing did.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    internal static string AverageKind { get; } = FoldKind.Average.Name();

    internal static string StalenessKind { get; } = FoldKind.Staleness.Name();

    internal bool HasEnded => State is JobFoldState.Done or JobFoldState.Failed;

    /// <summary>As the job stored it.</summary>
    internal static JobFoldView Of(JobFold fold)
    {
        JobFoldState state = fold.Figures is not null ? JobFoldState.Done : fold.Failure is not null ? JobFoldState.Failed : JobFoldState.Waiting;
        return Of(fold, state, state == JobFoldState.Waiting ? 0 : 1, fold.Figures, fold.Seconds, fold.Failure);
    }

    internal static JobFoldView Of(JobFold fold, JobFoldState state, double progress, JobFigures? figures = null, double? seconds = null, string? failure = null) => new(
        fold.Number, fold.IsAverage ? AverageKind : StalenessKind, fold.TrainFrom, fold.TrainTo, fold.TestFrom, fold.TestTo, state, progress, figures, seconds, failure);
}
