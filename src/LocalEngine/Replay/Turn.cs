using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>What one turn of an orchestrator did beyond what the history already says.</summary>
/// <param name="Actions">New events to append, in the order in which the orchestrator caused them: scheduled tasks, children, timers, sent events.</param>
/// <param name="CancelledTimers">Ids of timers, of this turn or earlier ones, that the orchestrator gave up.</param>
/// <param name="CustomStatus">As JSON; null when it was never set or set to null.</param>
/// <param name="End">Completed, failed or continued as new once the body has ended; else null. The instance stays Running until what it scheduled has finished.</param>
/// <param name="Pending">Ids of scheduled tasks, children and timers that have neither finished nor been cancelled.</param>
internal sealed record Turn(
    IReadOnlyList<HistoryEvent> Actions, IReadOnlyList<int> CancelledTimers, string? CustomStatus, HistoryEvent? End, IReadOnlyCollection<int> Pending);
