using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.Dispatch;
using ServerlessTraining.LocalEngine.History;

namespace ServerlessTraining.LocalEngine.Instances;

/// <summary>
/// An unfinished instance in memory. Its state runs ahead of the table: what is changed here, under the hub's gate, is handed to the writer in the same order,
/// and what others can see of it waits until the writer has written it. When a write fails the hub is lost as a whole, so nothing ever has to be taken back.
/// </summary>
internal sealed class Instance(InstanceFacts facts, ExecutionStarted start)
{
    private readonly TaskCompletionSource<InstanceFacts> started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<InstanceFacts> ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => Facts.Id;

    public InstanceFacts Facts { get; set; } = facts;

    /// <summary>What clients see; null until the start is written.</summary>
    public InstanceFacts? Committed { get; private set; }

    public ExecutionStarted Start { get; set; } = start;

    public List<HistoryEvent> History { get; } = [start];

    /// <summary>The sequence number of the next history row.</summary>
    public int NextRow { get; set; } = 1;

    public List<Arrival> Inbox { get; } = [];

    public Dictionary<int, ActivityTask> Activities { get; } = [];

    public Dictionary<int, TimerTicket> Timers { get; } = [];

    public DateTimeOffset LastTurn { get; set; } = start.At;

    /// <summary>This execution has had its first turn.</summary>
    public bool HasTurned { get; set; }

    /// <summary>A start that was asked for later waits for its time.</summary>
    public bool IsDue { get; set; } = true;

    /// <summary>Its body went on outside a turn: the next one fails it.</summary>
    public bool MustTurn { get; set; }

    public bool Suspended { get; set; }

    /// <summary>From when a turn is queued until it is written: one at a time.</summary>
    public bool TurnQueued { get; set; }

    /// <summary>It has ended or was purged; the row that says so may still be on its way.</summary>
    public bool Finished { get; set; }

    public bool WarnedOfLength { get; set; }

    /// <summary>Completes when the first turn is written, or the instance has ended without one.</summary>
    public Task<InstanceFacts> Started => started.Task;

    /// <summary>Completes when the end is written.</summary>
    public Task<InstanceFacts> Ended => ended.Task;

    public bool IsReady => !Finished && !Suspended && !TurnQueued && IsDue && (Inbox.Count > 0 || !HasTurned || MustTurn);

    /// <summary>The writer has written these facts.</summary>
    public void Show(InstanceFacts facts)
    {
        Committed = facts;
        if (facts.Status != OrchestrationRuntimeStatus.Pending) started.TrySetResult(facts);
        if (facts.IsFinished) ended.TrySetResult(facts);
    }

    /// <summary>It is gone and will never end.</summary>
    public void GiveUp(Exception reason)
    {
        foreach (TaskCompletionSource<InstanceFacts> waiters in (TaskCompletionSource<InstanceFacts>[])[started, ended])
        {
            if (waiters.TrySetException(reason)) _ = waiters.Task.Exception;
        }
    }
}
