namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What <see cref="GridOrchestrator"/> goes on from.</summary>
/// <param name="Next">The first item that this attempt has not looked at.</param>
/// <param name="HasTurn">Whether the queue is among those that may run; false waits for it.</param>
public sealed record GridRun(string QueueId, int Next = 0, bool HasTurn = false)
{
    /// <summary>The orchestration of an attempt at a queue.</summary>
    public static string InstanceOf(string queueId, int attempt) => $"grid-{queueId}-{attempt}";
}
