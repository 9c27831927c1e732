using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>What people want of a job: one standing waiter for each wish.</summary>
internal sealed class JobSignals(TaskOrchestrationContext context)
{
    public const string CancelEvent = "cancel";
    public const string DecisionEvent = "decision";

    public Task Cancel { get; } = context.WaitForExternalEvent<object?>(CancelEvent);

    /// <summary><see cref="JobDecision.Approve"/>, or anything else to reject.</summary>
    public Task<string> Decision { get; } = context.WaitForExternalEvent<string>(DecisionEvent);

    public bool IsCancelled => Cancel.IsCompleted;
}
