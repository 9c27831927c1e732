using System.Text.Json;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Everything about a job that is not in its lists (<see cref="TrainingJob.Details"/>).</summary>
/// <param name="Gate">The canonical text of the gate, stored before anything is trained: the job is judged by it, whatever the settings say by then.</param>
/// <param name="GateFingerprint">Of the same.</param>
/// <param name="QuickFolds">Of its quick stage, as it was planned when the job was started; 0 where it has none.</param>
/// <param name="FullFolds">Of its full stage; 0 where it has none.</param>
internal sealed record JobDetails(string Gate, string GateFingerprint, int QuickFolds, int FullFolds)
{
    /// <summary>Null until it is planned.</summary>
    public JobStage? Quick { get; init; }

    /// <summary>Null until it is planned.</summary>
    public JobStage? Full { get; init; }

    /// <summary>Null until the quick stage is judged.</summary>
    public IReadOnlyList<JobGateLine>? Checks { get; init; }

    public bool? Passed { get; init; }

    /// <summary>When waiting for a decision ends in a rejection; null until it waits.</summary>
    public DateTimeOffset? ApprovalUntil { get; init; }

    public JobDecision? Decision { get; init; }

    /// <summary>When somebody wished it to end.</summary>
    public DateTimeOffset? CancelAsked { get; init; }

    /// <summary>Of the live model that it published.</summary>
    public int? LiveVersion { get; init; }

    public static JobDetails Of(TrainingJob job) => job.Details!.Value.Deserialize<JobDetails>(StorageJson.Options)!;

    public JobStage? StageOf(JobStageKind kind) => kind == JobStageKind.Quick ? Quick : Full;

    public JobDetails With(JobStageKind kind, JobStage stage) => kind == JobStageKind.Quick ? this with { Quick = stage } : this with { Full = stage };

    public GateCriteria Criteria() => GateCriteria.Parse(Gate);

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, StorageJson.Options);
}
