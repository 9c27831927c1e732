using Azure.Data.Tables;
using Microsoft.DurableTask;
using ServerlessTraining.LocalEngine.Client;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>
/// What a turn causes beyond its own history: activities, timers, children, events for others. Their rows are part of the turn's commit; they begin once it is written.
/// </summary>
internal sealed class TurnEffects : IDisposable
{
    private readonly HubCore core;
    private readonly Instance instance;
    private readonly IReadOnlyList<HistoryEvent> actions;
    private readonly Dictionary<int, Birth> births = [];
    private readonly Dictionary<int, (ChildFailed Event, string Packed)> refusals = [];
    private readonly Dictionary<int, (Instance Target, EventRaised Event, string Packed)> messages = [];
    private readonly List<ActivityTask> activities = [];
    private readonly List<Reservation> reservations = [];

    private TurnEffects(HubCore core, Instance instance, IReadOnlyList<HistoryEvent> actions)
    {
        this.core = core;
        this.instance = instance;
        this.actions = actions;
    }

    /// <summary>Reserves the children's ids and writes payloads, outside the gate.</summary>
    public static async Task<TurnEffects> PrepareAsync(HubCore core, Instance instance, IReadOnlyList<HistoryEvent> actions)
    {
        TurnEffects effects = new(core, instance, actions);
        try
        {
            // In ordinal order, so that two turns that want the same ids cannot wait for each other.
            foreach (ChildCreated child in actions.OfType<ChildCreated>().OrderBy(c => c.InstanceId, StringComparer.Ordinal)) await effects.PrepareChildAsync(child);
            foreach (EventSent sent in actions.OfType<EventSent>())
            {
                if (core.Live.Find(sent.InstanceId) is not { } target) continue;
                EventRaised raised = new(sent.At, sent.Name, sent.Input);
                effects.messages[sent.Id] = (target, raised, await core.Payloads.PackAsync(HistoryLines.Write([raised]), HubCore.Prefix(target), CancellationToken.None));
            }

            return effects;
        }
        catch
        {
            effects.Dispose();
            throw;
        }
    }

    /// <summary>Under the gate: the rows, and the state in memory.</summary>
    public void Apply(CommitDraft draft)
    {
        foreach (HistoryEvent action in actions)
        {
            switch (action)
            {
                case TaskScheduled call:
                    ActivityTask task = new(instance, instance.Facts.Execution, call);
                    instance.Activities.Add(call.Id, task);
                    activities.Add(task);
                    break;
                case TimerCreated timer:
                    core.Arm(instance, timer.Id, timer.FireAt);
                    break;
                case ChildCreated child when births.TryGetValue(child.Id, out Birth? birth):
                    birth.Enter(core, draft);
                    break;
                case ChildCreated child:
                    core.Deliver(draft, instance, refusals[child.Id].Event, refusals[child.Id].Packed);
                    break;
                case EventSent sent when messages.TryGetValue(sent.Id, out var message) && !message.Target.Finished:
                    core.Deliver(draft, message.Target, message.Event, message.Packed);
                    break;
                case EventSent sent:
                    HubLog.EventDropped(core.Log, sent.Name, instance.Id, sent.InstanceId);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>After the commit.</summary>
    public void Begin()
    {
        foreach (ActivityTask task in activities) core.Activities.Add(task);
    }

    /// <summary>Frees the ids that did not become instances.</summary>
    public void Dispose()
    {
        foreach (Reservation reservation in reservations) reservation.Dispose();
    }

    private async Task PrepareChildAsync(ChildCreated child)
    {
        string? fault = InstanceIds.Fault(child.InstanceId);
        Reservation? reservation = fault is null && !reservations.Exists(r => string.Equals(r.Id, child.InstanceId, StringComparison.Ordinal))
            ? await core.Live.ReserveAsync(child.InstanceId, CancellationToken.None)
            : null;
        if (reservation is null)
        {
            fault ??= $"The instance '{child.InstanceId}' is running already. Give the sub-orchestration '{child.Name}' another instance id.";
            ChildFailed failed = new(child.At, child.Id, new TaskFailureDetails(typeof(LocalEngineException).FullName!, fault, null, null, null));
            refusals[child.Id] = (failed, await core.Payloads.PackAsync(HistoryLines.Write([failed]), HubCore.Prefix(instance), CancellationToken.None));
            return;
        }

        reservations.Add(reservation);
        // An id that the context made up is new by its nature.
        TableEntity? before = Guid.TryParseExact(child.InstanceId, "N", out _) ? null : await core.Table.FindAsync(RowKeys.Instance(child.InstanceId), CancellationToken.None);
        ParentCall parent = new(instance.Facts.Name, instance.Id, instance.Facts.Execution, child.Id);
        births[child.Id] = await Birth.PrepareAsync(
            core, reservation, key => new ExecutionStarted(child.At, key, child.Name, child.Version, child.Input, parent) { Trace = instance.Start.Trace }, before, CancellationToken.None);
    }
}
