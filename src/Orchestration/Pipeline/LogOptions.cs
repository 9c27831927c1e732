using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Orchestration.Pipeline;

/// <summary>The log of the training pipeline on a laptop; in Azure logs go where the host sends them.</summary>
public sealed record LogOptions
{
    public LogLevel Level { get; init; } = LogLevel.Information;

    /// <summary>Whether `logs/training_pipeline.log` in the data folder is written. Default true.</summary>
    public bool LogToFile { get; init; } = true;

    /// <summary>The file is turned over when it is larger. 1 to 10,000 MB, default 100.</summary>
    public int MaxLogSizeMb { get; init; } = 100;
}
