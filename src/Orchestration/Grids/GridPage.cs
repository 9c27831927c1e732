using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>The items that an orchestration works on before it starts its history anew.</summary>
/// <param name="Open">The indexes of the items that have no end yet, ascending.</param>
/// <param name="End">The first item behind the page.</param>
/// <param name="Counters">As they are before the page.</param>
public sealed record GridPage(IReadOnlyList<int> Open, int End, QueueCounters Counters, int ModelsAtATime, int CheckpointInterval)
{
    /// <summary>So many that an orchestration stays far below 2,000 events.</summary>
    public const int Size = 100;
}
