using System.Globalization;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>Gives an instance one turn: everything that has arrived is handed to the orchestrator, and what it did becomes one commit.</summary>
internal sealed class TurnStep(HubCore core, OrchestrationRunner runner)
{
    private const int EventsToWarnAt = 2000;

    public async Task RunAsync(Instance instance)
    {
        HistoryEvent[] past;
        HistoryEvent[] fresh;
        Arrival[] taken;
        lock (core.Gate)
        {
            if (instance.Finished || instance.Suspended)
            {
                instance.TurnQueued = false;
                return;
            }

            taken = [.. instance.Inbox];
            past = [.. instance.History];
            // The wall clock may be set back; an orchestrator's clock does not go back.
            DateTimeOffset now = core.Clock.GetUtcNow();
            instance.LastTurn = now > instance.LastTurn ? now : instance.LastTurn;
            instance.MustTurn = false;
            fresh = [new TurnStarted(instance.LastTurn), .. taken.Select(a => a.Event)];
        }

        Turn turn = runner.Run(instance.Id, past, fresh);
        if (turn.End is { } end && turn.Pending.Count == 0)
        {
            // What the orchestrator did in its last turn is done all the same: events it sent, timers it cancelled.
            if (end is ExecutionContinuedAsNew next) await RestartAsync(instance, taken, turn, next);
            else await EndAsync(instance, fresh, taken, turn, end);
        }
        else
        {
            await GoOnAsync(instance, fresh, taken, turn);
        }
    }

    private async Task GoOnAsync(Instance instance, HistoryEvent[] fresh, Arrival[] taken, Turn turn)
    {
        HistoryEvent[] events = [.. fresh, .. turn.Actions];
        string prefix = HubCore.Prefix(instance);
        string packed = await core.Payloads.PackAsync(HistoryLines.Write(events), prefix, CancellationToken.None);
        bool newStatus = !string.Equals(turn.CustomStatus, instance.Facts.CustomStatus, StringComparison.Ordinal);
        string status = newStatus ? await core.Payloads.PackAsync(turn.CustomStatus, prefix, CancellationToken.None) : "";
        using TurnEffects effects = await TurnEffects.PrepareAsync(core, instance, turn.Actions);
        lock (core.Gate)
        {
            if (instance.Finished) return;
            CommitDraft draft = new();
            effects.Apply(draft);
            TakeFromInbox(draft, instance, taken.Length);
            draft.Add(RowChange.Insert(RowKeys.History(instance.Id, instance.Facts.Execution, instance.NextRow++), HistoryRow(packed, taken, turn)));
            instance.History.AddRange(events);
            instance.HasTurned = true;
            Warn(instance);
            // An instance may have been suspended while this turn ran.
            InstanceFacts facts = instance.Facts with
            {
                Status = instance.Suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running,
                UpdatedAt = instance.LastTurn,
                CustomStatus = turn.CustomStatus,
            };
            instance.Facts = facts;
            Dictionary<string, object> row = InstanceRow.Changed(facts);
            if (newStatus) row[InstanceRow.CustomStatus] = status;
            draft.Add(RowChange.Merge(RowKeys.Instance(instance.Id), row));
            draft.Then(() =>
            {
                instance.Show(facts);
                effects.Begin();
                lock (core.Gate) instance.TurnQueued = false;
                core.Wake(instance);
            });
            // The timers that the turn gave up are disarmed only now that no earlier state can come back.
            foreach (int id in turn.CancelledTimers) if (instance.Timers.Remove(id, out TimerTicket? ticket)) core.Timers.Disarm(ticket);
            draft.HandTo(core.Writer);
        }
    }

    private async Task EndAsync(Instance instance, HistoryEvent[] fresh, Arrival[] taken, Turn turn, HistoryEvent end)
    {
        HistoryEvent[] events = [.. fresh, .. turn.Actions, end];
        string prefix = HubCore.Prefix(instance);
        string packed = await core.Payloads.PackAsync(HistoryLines.Write(events), prefix, CancellationToken.None);
        (OrchestrationRuntimeStatus status, string? output) = end switch
        {
            ExecutionCompleted completed => (OrchestrationRuntimeStatus.Completed, completed.Output),
            // The bare text, as the Azure Storage provider keeps it (conformance kit, orchestrator.failure).
            ExecutionFailed failed => (OrchestrationRuntimeStatus.Failed, $"{failed.Failure.ErrorType}: {failed.Failure.ErrorMessage}"),
            _ => throw new InvalidOperationException($"A turn cannot end with {end.GetType().Name}: this is a defect of the engine."),
        };
        if (status == OrchestrationRuntimeStatus.Failed) HubLog.InstanceFailed(core.Log, instance.Id, instance.Facts.Name, output!);
        string packedOutput = await core.Payloads.PackAsync(output, prefix, CancellationToken.None);
        string packedStatus = await core.Payloads.PackAsync(turn.CustomStatus, prefix, CancellationToken.None);
        ParentAnswer? answer = await ParentAnswer.MakeAsync(core, instance.Start.Parent, end, CancellationToken.None);
        using TurnEffects effects = await TurnEffects.PrepareAsync(core, instance, turn.Actions);
        lock (core.Gate)
        {
            if (instance.Finished) return;
            CommitDraft draft = new();
            effects.Apply(draft);
            draft.Add(RowChange.Insert(RowKeys.History(instance.Id, instance.Facts.Execution, instance.NextRow++), HistoryRow(packed, taken, turn)));
            draft.Add(RowChange.Merge(RowKeys.Instance(instance.Id), new() { [InstanceRow.CustomStatus] = packedStatus }));
            InstanceFacts facts = instance.Facts with { Status = status, Output = output, CustomStatus = turn.CustomStatus, UpdatedAt = instance.LastTurn };
            core.Finish(draft, instance, facts, packedOutput, answer);
            draft.Then(effects.Begin);
            draft.HandTo(core.Writer);
        }
    }

    /// <summary>ContinueAsNew: a new execution with no history but its start; the events that were not taken come first in its inbox.</summary>
    private async Task RestartAsync(Instance instance, Arrival[] taken, Turn turn, ExecutionContinuedAsNew next)
    {
        string prefix = HubCore.Prefix(instance);
        string key = core.Keys.Next();
        ExecutionStarted start = instance.Start with { At = instance.LastTurn, ExecutionId = key, Input = next.Input, StartAt = null };
        string input = await core.Payloads.PackAsync(next.Input, prefix, CancellationToken.None);
        string status = await core.Payloads.PackAsync(turn.CustomStatus, prefix, CancellationToken.None);
        string history = await core.Payloads.PackAsync(HistoryLines.Write([start]), prefix, CancellationToken.None);
        string carried = await core.Payloads.PackAsync(next.Carried.Count == 0 ? null : HistoryLines.Write(next.Carried), prefix, CancellationToken.None);
        using TurnEffects effects = await TurnEffects.PrepareAsync(core, instance, turn.Actions);
        lock (core.Gate)
        {
            if (instance.Finished) return;
            CommitDraft draft = new();
            effects.Apply(draft);
            TakeFromInbox(draft, instance, taken.Length);
            core.Abandon(draft, instance);
            core.Cleaner.Plan(draft, core.Keys.Next(), new Leftovers(instance.Id, instance.Facts.Execution, Life: null));
            instance.Start = start;
            instance.History.Clear();
            instance.History.Add(start);
            instance.NextRow = 1;
            instance.HasTurned = false;
            // They have no rows: the new execution's first row keeps them until its first turn is written.
            instance.Inbox.InsertRange(0, next.Carried.Select(e => new Arrival(e, "", HasRow: false)));
            draft.Add(RowChange.Insert(RowKeys.History(instance.Id, key, 0), new()
            {
                ["Events"] = history,
                ["Carried"] = carried,
                ["Taken"] = taken.LastOrDefault()?.Number ?? "",
            }));
            InstanceFacts facts = instance.Facts with
            {
                Execution = key,
                Status = instance.Suspended ? OrchestrationRuntimeStatus.Suspended : OrchestrationRuntimeStatus.Running,
                Input = next.Input,
                CustomStatus = turn.CustomStatus,
                UpdatedAt = instance.LastTurn,
            };
            instance.Facts = facts;
            Dictionary<string, object> row = InstanceRow.Changed(facts);
            row[InstanceRow.Input] = input;
            row[InstanceRow.CustomStatus] = status;
            draft.Add(RowChange.Merge(RowKeys.Instance(instance.Id), row));
            draft.Then(() =>
            {
                instance.Show(facts);
                effects.Begin();
                lock (core.Gate) instance.TurnQueued = false;
                core.Wake(instance);
            });
            draft.HandTo(core.Writer);
        }
    }

    private static void TakeFromInbox(CommitDraft draft, Instance instance, int count)
    {
        foreach (Arrival arrival in instance.Inbox.Take(count).Where(a => a.HasRow)) draft.Add(RowChange.Delete(RowKeys.Message(instance.Id, arrival.Number)));
        instance.Inbox.RemoveRange(0, count);
    }

    private static Dictionary<string, object> HistoryRow(string packed, Arrival[] taken, Turn turn) => new()
    {
        ["Events"] = packed,
        // A big commit may be cut off before the rows of what it took are deleted: whoever reads them can tell by this.
        ["Taken"] = taken.LastOrDefault()?.Number ?? "",
        ["Cancelled"] = string.Join(',', turn.CancelledTimers.Select(id => id.ToString(CultureInfo.InvariantCulture))),
    };

    private void Warn(Instance instance)
    {
        if (instance.WarnedOfLength || instance.History.Count <= EventsToWarnAt) return;
        instance.WarnedOfLength = true;
        HubLog.LongHistory(core.Log, instance.Id, instance.Facts.Name, instance.History.Count);
    }
}
