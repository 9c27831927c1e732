using System.Globalization;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Dispatch;

/// <summary>Reads the state that the table holds, before anything runs. What a cut-off commit left is deleted first.</summary>
internal sealed class Recovery(HubCore core, EpochFence fence)
{
    private const int InstancesAtOnce = 8;
    private readonly List<RowChange> garbage = [];
    private readonly List<Action> timers = [];

    public async Task<Recovered> RunAsync(CancellationToken cancellation)
    {
        await DeleteTornRowsAsync(cancellation);
        ILookup<string, TableEntity> messages = (await ListAsync('m', cancellation)).ToLookup(r => RowKeys.InstanceId(r.RowKey), StringComparer.Ordinal);
        ILookup<string, TableEntity> attempts = (await ListAsync('a', cancellation)).ToLookup(r => RowKeys.InstanceId(r.RowKey), StringComparer.Ordinal);
        List<TableEntity> rows = [];
        await foreach (TableEntity row in core.Table.ReadAsync(RowKeys.Kind('i'), InstanceRow.IsLive, select: null, cancellation)) rows.Add(row);

        Instance[] instances = new Instance[rows.Count];
        await Parallel.ForAsync(0, rows.Count, new ParallelOptions { MaxDegreeOfParallelism = InstancesAtOnce, CancellationToken = cancellation },
            async (i, ct) => instances[i] = await RebuildAsync(rows[i], [.. messages[RowKeys.InstanceId(rows[i].RowKey)]], ct));
        HashSet<string> live = [.. instances.Select(i => i.Id)];
        foreach (TableEntity row in messages.Concat(attempts).Where(g => !live.Contains(g.Key)).SelectMany(g => g)) Discard(row);
        List<ActivityTask> activities = [];
        foreach (Instance instance in instances) activities.AddRange(PendingActivities(instance, [.. attempts[instance.Id]]));
        foreach (RowChange[] part in garbage.Chunk(CommitBatch.MaxRows)) await fence.WriteAsync(part, cancellation);
        foreach (TableEntity row in await ListAsync('d', cancellation)) core.Cleaner.Resume(row);

        // Last: one that is due already gives its instance a turn at once, which must find every other instance and what is pending.
        lock (core.Gate) timers.ForEach(arm => arm());
        return new Recovered(instances, activities);
    }

    private async Task<List<TableEntity>> ListAsync(char kind, CancellationToken cancellation)
    {
        List<TableEntity> rows = [];
        await foreach (TableEntity row in core.Table.ReadAsync(RowKeys.Kind(kind), filter: null, select: null, cancellation)) rows.Add(row);
        return rows;
    }

    private async Task DeleteTornRowsAsync(CancellationToken cancellation)
    {
        HashSet<string> marks = [.. (await ListAsync('c', cancellation)).Select(r => RowKeys.Last(r.RowKey))];
        HashSet<string> used = [];
        List<RowChange> torn = [];
        await foreach (TableEntity row in core.Table.ReadAsync(RowKeys.All, $"{BigCommit.Property} gt ''", ["RowKey", BigCommit.Property], cancellation))
        {
            string mark = row.GetString(BigCommit.Property);
            if (marks.Contains(mark)) used.Add(mark);
            else torn.Add(RowChange.Delete(row.RowKey));
        }

        if (torn.Count > 0) HubLog.TornRows(core.Log, torn.Count);
        torn.AddRange(marks.Except(used, StringComparer.Ordinal).Select(mark => RowChange.Delete(RowKeys.Mark(mark))));
        foreach (RowChange[] part in torn.Chunk(CommitBatch.MaxRows)) await fence.WriteAsync(part, cancellation);
    }

    private async Task<Instance> RebuildAsync(TableEntity row, IReadOnlyList<TableEntity> messages, CancellationToken cancellation)
    {
        InstanceFacts facts = await InstanceRow.ReadWholeAsync(row, core.Payloads, cancellation);
        List<HistoryEvent> history = [];
        List<HistoryEvent> carried = [];
        HashSet<int> cancelled = [];
        string taken = "";
        int next = 0;
        await foreach (TableEntity part in core.Table.ReadAsync(RowKeys.HistoryOf(facts.Id, facts.Execution), filter: null, select: null, cancellation))
        {
            history.AddRange(HistoryLines.Read(await core.Payloads.UnpackAsync(part.GetString("Events"), cancellation)));
            carried.AddRange(HistoryLines.Read(await core.Payloads.UnpackAsync(part.GetString("Carried"), cancellation)));
            if (part.GetString("Taken") is { Length: > 0 } number) taken = number;
            cancelled.UnionWith((part.GetString("Cancelled") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(t => int.Parse(t, CultureInfo.InvariantCulture)));
            next = int.Parse(RowKeys.Last(part.RowKey), CultureInfo.InvariantCulture) + 1;
        }

        if (history is not [ExecutionStarted start, ..])
        {
            throw new LocalEngineException(
                $"The history of instance '{facts.Id}' is not whole: its first row is missing. The task hub's table '{core.Table.Client.Name}' was changed by another program. "
                + "Bring it back from a copy, or delete the table to begin with an empty hub.");
        }

        Instance instance = new(facts, start) { NextRow = next, HasTurned = next > 1 };
        instance.History.AddRange(history.Skip(1));
        if (!instance.HasTurned) instance.Inbox.AddRange(carried.Select(e => new Arrival(e, "", HasRow: false)));
        instance.LastTurn = history[^1].At > instance.LastTurn ? history[^1].At : instance.LastTurn;
        foreach (TableEntity message in messages)
        {
            string number = RowKeys.Last(message.RowKey);
            if (string.CompareOrdinal(number, taken) <= 0)
            {
                Discard(message);
                continue;
            }

            HistoryEvent arrival = HistoryLines.Read(await core.Payloads.UnpackAsync(message.GetString("Event"), cancellation)).Single();
            instance.Inbox.Add(new Arrival(arrival, number, HasRow: true));
        }

        instance.Suspended = facts.Status == OrchestrationRuntimeStatus.Suspended;
        instance.IsDue = instance.HasTurned || start.StartAt is not { } due || due <= core.Clock.GetUtcNow();
        instance.Show(facts);
        lock (core.Gate)
        {
            core.Live.Add(instance);
            HashSet<int> over = [.. cancelled, .. history.OfType<TimerFired>().Select(t => t.TimerId)];
            foreach (TimerCreated timer in history.OfType<TimerCreated>().Where(t => !over.Contains(t.Id))) timers.Add(() => core.Arm(instance, timer.Id, timer.FireAt));
            if (!instance.IsDue) timers.Add(() => core.ArmStart(instance, start.StartAt!.Value));
        }

        return instance;
    }

    private List<ActivityTask> PendingActivities(Instance instance, IReadOnlyList<TableEntity> attempts)
    {
        HashSet<int> done = [.. instance.History.Concat(instance.Inbox.Select(a => a.Event)).Select(e => e switch
        {
            TaskCompleted completed => completed.TaskId,
            TaskFailed failed => failed.TaskId,
            _ => -1,
        })];
        List<ActivityTask> pending = [];
        foreach (TaskScheduled call in instance.History.OfType<TaskScheduled>().Where(c => !done.Contains(c.Id)))
        {
            ActivityTask task = new(instance, instance.Facts.Execution, call);
            instance.Activities.Add(call.Id, task);
            pending.Add(task);
        }

        foreach (TableEntity row in attempts)
        {
            int id = int.Parse(RowKeys.Last(row.RowKey), CultureInfo.InvariantCulture);
            bool current = string.Equals(RowKeys.BeforeLast(row.RowKey), instance.Facts.Execution, StringComparison.Ordinal);
            if (current && instance.Activities.TryGetValue(id, out ActivityTask? task))
            {
                task.HasRow = true;
                task.Attempt = row.GetInt32("Attempt") ?? 0;
            }
            else
            {
                Discard(row);
            }
        }

        return pending;
    }

    private void Discard(TableEntity row)
    {
        lock (garbage) garbage.Add(RowChange.Delete(row.RowKey));
    }
}
