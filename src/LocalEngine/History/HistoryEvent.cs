using System.Text.Json.Serialization;
using Microsoft.DurableTask;

namespace ServerlessTraining.LocalEngine.History;

/// <summary>
/// What happened to an instance, in the order in which it was made durable. Payloads are JSON texts as the data converter wrote them. An instance's history of one execution begins with
/// <see cref="ExecutionStarted"/>; each turn of the orchestrator begins with <see cref="TurnStarted"/>, then what had arrived, then what the orchestrator did (the records with an Id).
/// </summary>
/// <param name="At">UTC. That of <see cref="TurnStarted"/> is the orchestrator's clock.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ExecutionStarted), "execution_started")]
[JsonDerivedType(typeof(TurnStarted), "turn_started")]
[JsonDerivedType(typeof(TaskScheduled), "task_scheduled")]
[JsonDerivedType(typeof(TaskCompleted), "task_completed")]
[JsonDerivedType(typeof(TaskFailed), "task_failed")]
[JsonDerivedType(typeof(ChildCreated), "child_created")]
[JsonDerivedType(typeof(ChildCompleted), "child_completed")]
[JsonDerivedType(typeof(ChildFailed), "child_failed")]
[JsonDerivedType(typeof(TimerCreated), "timer_created")]
[JsonDerivedType(typeof(TimerFired), "timer_fired")]
[JsonDerivedType(typeof(EventSent), "event_sent")]
[JsonDerivedType(typeof(EventRaised), "event_raised")]
[JsonDerivedType(typeof(ExecutionSuspended), "execution_suspended")]
[JsonDerivedType(typeof(ExecutionResumed), "execution_resumed")]
[JsonDerivedType(typeof(ExecutionTerminated), "execution_terminated")]
[JsonDerivedType(typeof(ExecutionCompleted), "execution_completed")]
[JsonDerivedType(typeof(ExecutionFailed), "execution_failed")]
[JsonDerivedType(typeof(ExecutionContinuedAsNew), "execution_continued_as_new")]
internal abstract record HistoryEvent(DateTimeOffset At);

/// <summary>The first event. <paramref name="StartAt"/> is set where the start was asked for later.</summary>
internal sealed record ExecutionStarted(
    DateTimeOffset At, string ExecutionId, string Name, string Version, string? Input, ParentCall? Parent, DateTimeOffset? StartAt = null, IReadOnlyDictionary<string, string>? Tags = null)
    : HistoryEvent(At)
{
    /// <summary>The W3C context of the trace that the instance and its activities belong to; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Trace { get; init; }
}

/// <summary>The call of a parent that waits for this instance: the parent's name, instance, and the id of its <see cref="ChildCreated"/>.</summary>
internal sealed record ParentCall(string Name, string InstanceId, string ExecutionId, int TaskId);

internal sealed record TurnStarted(DateTimeOffset At) : HistoryEvent(At);

internal sealed record TaskScheduled(DateTimeOffset At, int Id, string Name, string? Input) : HistoryEvent(At);

internal sealed record TaskCompleted(DateTimeOffset At, int TaskId, string? Result) : HistoryEvent(At);

/// <summary><paramref name="Failure"/> is null where no such activity exists: the Functions host gives no details then.</summary>
internal sealed record TaskFailed(DateTimeOffset At, int TaskId, TaskFailureDetails? Failure) : HistoryEvent(At);

internal sealed record ChildCreated(DateTimeOffset At, int Id, string Name, string InstanceId, string Version, string? Input) : HistoryEvent(At);

internal sealed record ChildCompleted(DateTimeOffset At, int TaskId, string? Result) : HistoryEvent(At);

internal sealed record ChildFailed(DateTimeOffset At, int TaskId, TaskFailureDetails? Failure) : HistoryEvent(At);

internal sealed record TimerCreated(DateTimeOffset At, int Id, DateTimeOffset FireAt) : HistoryEvent(At);

internal sealed record TimerFired(DateTimeOffset At, int TimerId) : HistoryEvent(At);

internal sealed record EventSent(DateTimeOffset At, int Id, string InstanceId, string Name, string? Input) : HistoryEvent(At);

internal sealed record EventRaised(DateTimeOffset At, string Name, string? Input) : HistoryEvent(At);

internal sealed record ExecutionSuspended(DateTimeOffset At, string? Reason) : HistoryEvent(At);

internal sealed record ExecutionResumed(DateTimeOffset At, string? Reason) : HistoryEvent(At);

internal sealed record ExecutionTerminated(DateTimeOffset At, string? Output) : HistoryEvent(At);

internal sealed record ExecutionCompleted(DateTimeOffset At, string? Output) : HistoryEvent(At);

internal sealed record ExecutionFailed(DateTimeOffset At, TaskFailureDetails Failure) : HistoryEvent(At);

/// <summary>The next execution of the same instance begins with <paramref name="Input"/> and with the events that were raised and not taken.</summary>
internal sealed record ExecutionContinuedAsNew(DateTimeOffset At, string? Input, IReadOnlyList<EventRaised> Carried) : HistoryEvent(At);
