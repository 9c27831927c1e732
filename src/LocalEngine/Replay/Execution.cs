using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>One turn: hands the events to the body in their order, and says what came of it (TaskOrchestrationExecutor of Azure/durabletask).</summary>
internal sealed class Execution(
    OrchestratorBody orchestrator, ExecutionStarted started, ReplayContext context, BodyThread thread, ActionLog actions, DataConverter converter)
{
    private readonly Queue<HistoryEvent> held = new();
    private DateTimeOffset clock;
    private bool suspended;
    private Task<string?>? body;
    private ExecutionTerminated? terminated;

    public static string StrayMessage(string orchestrator) =>
        $"The orchestrator '{orchestrator}' awaited something that its context did not give it "
        + "(Task.Delay, Task.Run, I/O, ConfigureAwait(false), CancelAsync, or a task that nothing completes), "
        + "so it cannot be replayed. Move that work into an activity; to wait, use the context's CreateTimer.";

    [SuppressMessage("Design", "CA1031", Justification = "What goes wrong outside the body, such as a payload that does not fit, fails the instance; its body cannot catch it.")]
    public Turn Run(IReadOnlyList<HistoryEvent> past, IReadOnlyList<HistoryEvent> fresh)
    {
        Turn turn;
        thread.Open();
        try
        {
            Feed(past, replaying: true);
            Feed(fresh, replaying: false);
            turn = Settle();
        }
        catch (Exception failure)
        {
            turn = Fail(failure);
        }
        finally
        {
            thread.Close();
            context.Release();
        }

        // Asked after the end: a stray body may have come back at the last moment.
        return thread.Strayed ? Fail(Stray()) : turn;
    }

    private void Feed(IReadOnlyList<HistoryEvent> events, bool replaying)
    {
        for (int i = 0; i < events.Count; i++)
        {
            HistoryEvent next = events[i];
            if (next is TurnStarted)
            {
                // A suspended instance keeps what it planned until it is resumed.
                if (!suspended) actions.RequireAllConfirmed();
                clock = next.At;
                context.Advance(clock, replaying);
                body ??= Start();
            }
            else if (suspended && Arrived(next))
            {
                held.Enqueue(next);
            }
            else
            {
                Handle(next);
            }

            thread.Drain();
        }
    }

    private void Handle(HistoryEvent next)
    {
        switch (next)
        {
            case TaskScheduled task: actions.Confirm(task.Id, task); break;
            case ChildCreated child: actions.Confirm(child.Id, child); break;
            case TimerCreated timer: actions.Confirm(timer.Id, timer); break;
            case EventSent sent: actions.Confirm(sent.Id, sent); break;
            case TaskCompleted done: actions.Complete<TaskScheduled>(done.TaskId, done.Result, "the result of an activity"); break;
            case TaskFailed failed: actions.Fail<TaskScheduled>(failed.TaskId, failed.Failure, "the failure of an activity"); break;
            case ChildCompleted done: actions.Complete<ChildCreated>(done.TaskId, done.Result, "the result of a sub-orchestration"); break;
            case ChildFailed failed: actions.Fail<ChildCreated>(failed.TaskId, failed.Failure, "the failure of a sub-orchestration"); break;
            case TimerFired fired: actions.Complete<TimerCreated>(fired.TimerId, null, "a timer that fired"); break;
            case EventRaised raised: Raise(raised); break;
            case ExecutionSuspended: suspended = true; break;
            case ExecutionResumed: Resume(); break;
            case ExecutionTerminated end: terminated = end; break;
            default: break;
        }
    }

    /// <summary>Suspension holds back what arrives; what the history says the orchestrator did, it did.</summary>
    private static bool Arrived(HistoryEvent next) => next is TaskCompleted or TaskFailed or ChildCompleted or ChildFailed or TimerFired or EventRaised;

    private void Resume()
    {
        suspended = false;
        while (held.TryDequeue(out HistoryEvent? next))
        {
            Handle(next);
            thread.Drain();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever the converter throws.")]
    private void Raise(EventRaised raised)
    {
        try
        {
            context.Raise(raised);
        }
        catch (Exception misfit)
        {
            throw new LocalEngineException($"The event '{raised.Name}' cannot be handed to the orchestrator '{started.Name}': {misfit.Message}", misfit);
        }
    }

    private async Task<string?> Start() => converter.Serialize(await orchestrator(context));

    private Turn Settle()
    {
        if (terminated is not null) return new Turn([], actions.CancelledTimers(), context.CustomStatus(), terminated, []);
        if (body is null) throw new LocalEngineException($"The history of '{context.InstanceId}' has no turn.");
        if (thread.Fault is { } fault) return Fail(fault);

        HistoryEvent? end = body.IsCompleted ? End(body) : null;
        bool over = end is not null && actions.OpenCount == 0;
        if (end is null && !suspended && actions.OpenCount == 0 && context.WaitingForEvents == 0) return Fail(Stray());
        return new Turn(suspended && !over ? [] : actions.New(), actions.CancelledTimers(), context.CustomStatus(), end, actions.Pending());
    }

    private HistoryEvent End(Task<string?> ended)
    {
        if (ended.IsCompletedSuccessfully)
        {
            if (!context.ContinuesAsNew) return new ExecutionCompleted(clock, ended.Result);
            foreach (EventRaised late in held.OfType<EventRaised>()) context.Raise(late);
            return context.Next();
        }

        return new ExecutionFailed(clock, Failures.Of(ended.Exception?.InnerException ?? new TaskCanceledException(ended)));
    }

    private InvalidOperationException Stray() => new(StrayMessage(started.Name));

    /// <summary>Ends the instance at once, whatever it was waiting for.</summary>
    private Turn Fail(Exception failure)
    {
        // The status was not the cause, or it was: then the instance ends without one.
        string? status;
        try
        {
            status = context.CustomStatus();
        }
        catch (Exception unwritable) when (unwritable is not OutOfMemoryException)
        {
            status = null;
        }

        return new Turn([], [], status, new ExecutionFailed(clock, Failures.Of(failure)), []);
    }
}
