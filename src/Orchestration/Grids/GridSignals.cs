using Microsoft.DurableTask;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>What people want of a queue that runs: one standing waiter for each wish.</summary>
internal sealed class GridSignals(TaskOrchestrationContext context)
{
    public const string PauseEvent = "pause";
    public const string ResumeEvent = "resume";
    public const string CancelEvent = "cancel";

    public Task Pause { get; } = context.WaitForExternalEvent<object?>(PauseEvent);

    public Task Cancel { get; } = context.WaitForExternalEvent<object?>(CancelEvent);

    public Task Resume { get; private set; } = context.WaitForExternalEvent<object?>(ResumeEvent);

    public bool Stop => Pause.IsCompleted || Cancel.IsCompleted;

    /// <summary>A wish to go on from before the pause says nothing about it.</summary>
    public void ForgetResume()
    {
        if (Resume.IsCompleted) Resume = context.WaitForExternalEvent<object?>(ResumeEvent);
    }
}
