namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>A stage of a job, to be planned or published.</summary>
/// <param name="Round">From 1; a stage is trained again where files of its folds were swept away.</param>
public sealed record JobStep(string JobId, JobStageKind Stage, int Round);
