using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What a decision came to.</summary>
/// <param name="Condemned">Runs whose models hold no regime any more; their files may be deleted.</param>
public sealed record GridDecided(QueueCounters After, IReadOnlyList<string> Condemned);
