using System.Diagnostics.CodeAnalysis;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Replay;

/// <summary>What an orchestrator's body sees during one turn. Behaves as TaskOrchestrationContextWrapper of microsoft/durabletask-dotnet inside a Functions app on
/// Azure Storage.</summary>
internal sealed class ReplayContext(
    string instanceId, ExecutionStarted started, DataConverter converter, ILoggerFactory loggers, BodyThread thread, ActionLog actions, string defaultVersion)
    : TaskOrchestrationContext
{
    /// <summary>The worker cuts longer timers into pieces of this length, for stores such as Azure Storage that have no longer ones; each takes an id
    /// (DurableTaskWorkerOptions.MaximumTimerInterval).</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(3);

    private readonly ExternalEvents events = new(converter);
    private readonly List<EventRaised> carried = [];
    private readonly List<CancellationTokenRegistration> registrations = [];
    private DateTimeOffset clock;
    private bool replaying;
    private int guids;
    private object? customStatus;
    private string? nextInput;

    public override TaskName Name { get; } = new(started.Name);

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent { get; } = started.Parent is { } parent ? new(new TaskName(parent.Name), parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => clock.UtcDateTime;

    public override bool IsReplaying => replaying;

    public override string Version => started.Version;

    /// <summary>The body asked for a next execution.</summary>
    public bool ContinuesAsNew { get; private set; }

    public int WaitingForEvents => events.Waiting;

    protected override ILoggerFactory LoggerFactory => loggers;

    public void Advance(DateTimeOffset time, bool isReplaying)
    {
        clock = time.ToUniversalTime();
        replaying = isReplaying;
    }

    public void Raise(EventRaised raised)
    {
        if (ContinuesAsNew) carried.Add(raised);
        else events.Raise(raised);
    }

    public string? CustomStatus() => converter.Serialize(customStatus);

    public ExecutionContinuedAsNew Next() => new(clock, nextInput, carried);

    /// <summary>Lets go of the tokens of the body, which the next turn makes anew.</summary>
    public void Release()
    {
        foreach (CancellationTokenRegistration registration in registrations) registration.Unregister();
    }

    public override T? GetInput<T>()
        where T : default
    {
        EnsureHere();
        return converter.ReadOrDefault<T>(started.Input);
    }

    public override Guid NewGuid()
    {
        EnsureHere();
        return DeterministicGuid.Of(instanceId, CurrentUtcDateTime, guids++);
    }

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureHere();
        this.customStatus = customStatus;
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        EnsureHere();
        ArgumentException.ThrowIfNullOrWhiteSpace(instanceId);
        actions.Add(new PlannedSend(new EventSent(clock, actions.NextId, instanceId, eventName, converter.Serialize(payload))));
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        EnsureHere();
        nextInput = converter.Serialize(newInput);
        ContinuesAsNew = true;
        if (preserveUnprocessedEvents) carried.AddRange(events.TakeKept());
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureHere();
        EventWaiter<T> waiter = events.Wait<T>(eventName);
        if (cancellationToken.CanBeCanceled)
            registrations.Add(cancellationToken.Register(() => OnCancelled(() => events.Cancel(waiter, cancellationToken))));
        return waiter.Task;
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        EnsureHere();
        DateTime utc = fireAt.ToUniversalTime();
        return utc - CurrentUtcDateTime <= LongestTimer ? Timer(utc, cancellationToken) : LongTimer(utc, cancellationToken);
    }

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        EnsureHere();
        return Call(name.Name, input, options, () =>
            Schedule<TResult>(name.Name, new TaskScheduled(clock, actions.NextId, name.Name, converter.Serialize(input))));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        EnsureHere();

        // One id for all attempts, as in the real context: a retry starts the same instance again.
        string child = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        string version = options?.Version is { } given ? given.Version : defaultVersion;
        return Call(orchestratorName.Name, input, options, () =>
            Schedule<TResult>(orchestratorName.Name, new ChildCreated(clock, actions.NextId, orchestratorName.Name, child, version, converter.Serialize(input))));
    }

    /// <summary>A timer of one piece.</summary>
    internal Task Timer(DateTime fireAt, CancellationToken cancellation)
    {
        PlannedTimer timer = new(new TimerCreated(clock, actions.NextId, new DateTimeOffset(fireAt, TimeSpan.Zero)));
        actions.Add(timer);
        if (cancellation.CanBeCanceled) registrations.Add(cancellation.Register(() => OnCancelled(() => actions.Cancel(timer, replaying))));
        return timer.Task;
    }

    private static Task<T> Failed<T>(Exception failure)
    {
        Task<T> task = Task.FromException<T>(failure);
        _ = task.Exception;
        return task;
    }

    /// <summary>A retry that the body forgot must not come back as an unobserved exception of the process.</summary>
    private static Task<T> Observed<T>(Task<T> task)
    {
        _ = task.ContinueWith(
            static ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Arguments are refused through the task, whatever refuses them, as by the async methods of the real context.")]
    private Task<T> Call<T>(string name, object? input, TaskOptions? options, Func<Task<T>> once)
    {
        try
        {
            if (string.IsNullOrEmpty(name)) throw new ArgumentException("The name of the activity or sub-orchestration is empty.");
            if (input is TaskOptions && options is null)
                throw new ArgumentException($"'{name}' was given task options as its input and no options. To pass options without an input, name the parameter: options: ...");
            if (options?.Retry?.Policy is { } policy)
            {
                Retries.RequireNoFilter(policy, name);
                return Observed(Retries.ByPolicy(this, policy, once));
            }

            return options?.Retry?.Handler is { } handler ? Observed(Retries.ByHandler(this, handler, once)) : once();
        }
        catch (Exception refused)
        {
            return Failed<T>(refused);
        }
    }

    private Task<T> Schedule<T>(string name, HistoryEvent record)
    {
        PlannedCall<T> call = new(record, name, actions.NextId, converter);
        actions.Add(call);
        return call.Task;
    }

    private async Task LongTimer(DateTime fireAt, CancellationToken cancellation)
    {
        while (fireAt - CurrentUtcDateTime > LongestTimer && !cancellation.IsCancellationRequested) await Timer(CurrentUtcDateTime + LongestTimer, cancellation);
        await Timer(fireAt, cancellation);
    }

    private void OnCancelled(Action cancel)
    {
        if (thread.Check()) cancel();
    }

    private void EnsureHere()
    {
        if (!thread.Check()) throw new InvalidOperationException(Execution.StrayMessage(started.Name));
    }
}
