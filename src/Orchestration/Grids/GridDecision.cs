using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Asks for the decision on an item.</summary>
/// <param name="End">How its training ended.</param>
/// <param name="Before">The queue's counters before it: those after it follow from them, however often the step is made.</param>
public sealed record GridDecision(GridPlace Place, ConfigurationEnd End, QueueCounters Before);
