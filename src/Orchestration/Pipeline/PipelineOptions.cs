using ServerlessTraining.Domain.Recovery;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Pipeline;

/// <summary>The settings of the training pipeline: `configs/training_pipeline/default_config.yaml`.</summary>
public sealed record PipelineOptions
{
    /// <summary>Where kept models are exported to: a folder in the data folder of a local run. Default artifacts.</summary>
    public string ArtifactsDir { get; init; } = "artifacts";

    /// <summary>Where checkpoints are exported to, in the same place. Default checkpoints.</summary>
    public string CheckpointsDir { get; init; } = "checkpoints";

    /// <summary>Compress the files of kept models that are old. Default true.</summary>
    public bool CompressOldModels { get; init; } = true;

    /// <summary>When a model is old: 1 to 3650 days, default 7.</summary>
    public int CompressAfterDays { get; init; } = 7;

    /// <summary>Histories of ended orchestrations are purged so many days after their start: 1 to 3650, default 30.</summary>
    public int PurgeHistoryAfterDays { get; init; } = 30;

    /// <summary>Queues that run at a time; another waits its turn. 1 to 16, default 1.</summary>
    public int MaxParallelQueues { get; init; } = 1;

    /// <summary>Configurations of a queue that are trained at a time. 1 to 100, default 4.</summary>
    public int MaxParallelModels { get; init; } = 4;

    /// <summary>A checkpoint after each so many models. 1 to 1000, default 10.</summary>
    public int AutoCheckpointInterval { get; init; } = 10;

    /// <summary>Backtests at a time in one process. 1 to 64, default 4.</summary>
    public int MaxInferenceWorkers { get; init; } = 4;

    /// <summary>Whether a crashed queue goes on by itself. Default false.</summary>
    public bool AutoResumeOnCrash { get; init; }

    /// <summary>How old the last heartbeat of a running queue's host is when it counts as crashed. Default 5 minutes.</summary>
    public TimeSpan DetectCrashAfter { get; init; } = CrashDetector.DefaultDetectAfter;

    /// <summary>How models are scored and decided on; a queue takes them along when it is created.</summary>
    public RunRules Rules { get; init; } = new();

    /// <summary>How published presets are kept fresh.</summary>
    public PresetUpkeepOptions Presets { get; init; } = new();

    public LogOptions Logging { get; init; } = new();
}
