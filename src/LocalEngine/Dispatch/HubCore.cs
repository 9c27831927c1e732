using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>
/// What the parts of a running hub share. One gate guards all state in memory; it is held for short changes only, never over a call of user code or of storage.
/// </summary>
internal sealed class HubCore
{
    public required TaskHubOptions Options { get; init; }

    public required TaskHubFunctions Functions { get; init; }

    public required TimeProvider Clock { get; init; }

    public required ILogger Log { get; init; }

    public required DataConverter Converter { get; init; }

    public required KeySource Keys { get; init; }

    public required HubTable Table { get; init; }

    public required PayloadBlobs Payloads { get; init; }

    public required CommitWriter Writer { get; init; }

    public required TimerQueue Timers { get; init; }

    public required Cleaner Cleaner { get; init; }

    public required Lock Gate { get; init; }

    public required LiveInstances Live { get; init; }

    /// <summary>Cancelled when the hub stops: activities are asked to end.</summary>
    public required CancellationToken Stopping { get; init; }

    public WorkGate<Instance> Turns { get; set; } = null!;

    public WorkGate<ActivityTask> Activities { get; set; } = null!;

    public static string Prefix(Instance instance) => PayloadBlobs.Prefix(instance.Id, instance.Facts.Life);

    /// <summary>Queues a turn if there is something to take and nothing forbids it.</summary>
    public void Wake(Instance instance)
    {
        lock (Gate)
        {
            if (!instance.IsReady) return;
            instance.TurnQueued = true;
        }

        Turns.Add(instance);
    }

    /// <summary>Under the gate: hands an event to an instance, durably with the draft.</summary>
    public void Deliver(CommitDraft draft, Instance target, HistoryEvent arrival, string packed)
    {
        string number = Keys.Next();
        target.Inbox.Add(new Arrival(arrival, number, HasRow: true));
        draft.Add(RowChange.Insert(RowKeys.Message(target.Id, number), new() { ["Event"] = packed }));
        draft.Then(() => Wake(target));
    }

    /// <summary>Under the gate: arms a timer of this execution.</summary>
    public void Arm(Instance instance, int id, DateTimeOffset dueAt)
    {
        string execution = instance.Facts.Execution;
        instance.Timers[id] = Timers.Arm(dueAt, () =>
        {
            lock (Gate)
            {
                if (instance.Finished || !string.Equals(instance.Facts.Execution, execution, StringComparison.Ordinal) || !instance.Timers.Remove(id)) return;
                instance.Inbox.Add(new Arrival(new TimerFired(Clock.GetUtcNow(), id), Keys.Next(), HasRow: false));
            }

            Wake(instance);
        });
    }

    /// <summary>Under the gate: the first turn comes at <paramref name="dueAt"/>.</summary>
    public void ArmStart(Instance instance, DateTimeOffset dueAt) => Timers.Arm(dueAt, () =>
    {
        lock (Gate) instance.IsDue = true;
        Wake(instance);
    });

    /// <summary>Under the gate: what an instance leaves behind that ends, is purged or begins a new execution.</summary>
    public void Abandon(CommitDraft draft, Instance instance)
    {
        foreach (TimerTicket ticket in instance.Timers.Values) Timers.Disarm(ticket);
        instance.Timers.Clear();
        foreach (ActivityTask activity in instance.Activities.Values)
        {
            activity.Dropped = true;
            if (activity.HasRow) draft.Add(RowChange.Delete(RowKeys.Activity(instance.Id, activity.Execution, activity.Call.Id)));
            activity.HasRow = false;
        }

        instance.Activities.Clear();
    }

    /// <summary>Under the gate: what has arrived and is not wanted any more.</summary>
    public static void DropInbox(CommitDraft draft, Instance instance)
    {
        foreach (Arrival arrival in instance.Inbox.Where(a => a.HasRow)) draft.Add(RowChange.Delete(RowKeys.Message(instance.Id, arrival.Number)));
        instance.Inbox.Clear();
    }

    /// <summary>
    /// Under the gate: makes the end of an instance durable, with the message to the parent that waits for it.
    /// </summary>
    /// <param name="draft">Gets the rows.</param>
    /// <param name="instance">Not finished yet.</param>
    /// <param name="facts">How it ended.</param>
    /// <param name="packedOutput">The output as a property.</param>
    /// <param name="answer">What the parent is told; null when nobody waits.</param>
    public void Finish(CommitDraft draft, Instance instance, InstanceFacts facts, string packedOutput, ParentAnswer? answer)
    {
        instance.Finished = true;
        instance.Facts = facts;
        Abandon(draft, instance);
        DropInbox(draft, instance);
        Dictionary<string, object> row = InstanceRow.Changed(facts);
        row[InstanceRow.Output] = packedOutput;
        draft.Add(RowChange.Merge(RowKeys.Instance(instance.Id), row));
        if (answer is not null && answer.IsWanted) Deliver(draft, answer.Parent, answer.Event, answer.Packed);
        draft.Then(() =>
        {
            Live.Remove(instance);
            instance.Show(facts);
        });
    }
}
