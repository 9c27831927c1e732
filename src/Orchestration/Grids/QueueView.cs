using ServerlessTraining.Domain.Recovery;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>A queue for those who look at it.</summary>
public sealed record QueueView(string Id, string Name, QueueState State, DateTimeOffset Created, QueueCounters Counters)
{
    public string? Reason { get; init; }

    public DateTimeOffset? Since { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public DateTimeOffset? LastBeat { get; init; }

    public int Attempt { get; init; }

    /// <summary>The grid in one line.</summary>
    public string Preview { get; init; } = "";

    /// <summary>Items that were to be trained when it was created.</summary>
    public int ToTrain { get; init; }

    /// <summary>Configurations an hour since it came into its state, while it runs; null where that says nothing yet.</summary>
    public double? RatePerHour { get; init; }

    public double? SecondsLeft { get; init; }

    /// <summary>What to do with a crashed queue; null for others.</summary>
    public CrashRecommendation? Recommendation { get; init; }

    /// <summary>The configurations that are being trained, in words.</summary>
    public IReadOnlyList<string> Running { get; init; } = [];

    public string? GridText { get; init; }

    public RunRules? Rules { get; init; }

    /// <summary>What its trainings take and cost, all of them as they stood when it was created, going by past ones as they are known now; null where that was not noted.</summary>
    public FoldEstimate? Estimate { get; init; }

    /// <summary>What its runs that have a score took so far; null where none has.</summary>
    public CostView? Cost { get; init; }

    /// <summary>Which runs <see cref="Cost"/> is of; null as there, and where the cost is not known.</summary>
    public string? CostNote { get; init; }

    /// <summary>The orchestration of the last attempt, for operators; null before the first.</summary>
    public string? InstanceId { get; init; }
}
