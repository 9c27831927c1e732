using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.Dispatch;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Client;

/// <summary>What a client can ask of the hub. Each call returns once it is written; what the Functions host refuses is refused.</summary>
internal sealed class Commands(HubCore core)
{
    public async Task<string> StartAsync(TaskName orchestrator, object? input, StartOrchestrationOptions options, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(orchestrator.Name))
            throw new LocalEngineException("The orchestrator's name is empty. Give the name of a function with an orchestration trigger.");
        string id = string.IsNullOrEmpty(options.InstanceId) ? Guid.NewGuid().ToString("N") : options.InstanceId;
        InstanceIds.Check(id);
        string? serialized = core.Converter.Serialize(input);
        using Reservation? reservation = await core.Live.ReserveAsync(id, cancellation);
        if (reservation is null)
            throw Refused(id, $"is {core.Live.Find(id)?.Facts.Status.ToString() ?? "starting"} already", "Wait for its end, terminate it, or start with another id");
        TableEntity? before = string.IsNullOrEmpty(options.InstanceId) ? null : await core.Table.FindAsync(RowKeys.Instance(id), cancellation);
        if (before is not null && options.DedupeStatuses?.Contains(before.GetString("Status"), StringComparer.OrdinalIgnoreCase) == true)
        {
            throw Refused(id, $"is {before.GetString("Status")}, and the start asks to keep such an instance", "Purge it, or start with another id");
        }

        DateTimeOffset? startAt = options.StartAt is { } at && at > core.Clock.GetUtcNow() ? at : null;
        string version = options.Version?.Version ?? core.Options.DefaultVersion;
        string? trace = EngineTrace.Context;
        Birth birth = await Birth.PrepareAsync(
            core, reservation,
            key => new ExecutionStarted(core.Clock.GetUtcNow(), key, orchestrator.Name, version, serialized, Parent: null, startAt, options.Tags.Count == 0 ? null : options.Tags)
            {
                Trace = trace,
            },
            before, cancellation);
        await CommitAsync(draft => birth.Enter(core, draft));
        return id;
    }

    public async Task RaiseAsync(string id, string name, object? payload, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(name)) throw new LocalEngineException($"The event for '{id}' has no name. Give the name that the orchestrator waits for.");
        Instance instance = await FindAsync(id, "take an event", cancellation);
        await DeliverAsync(instance, new EventRaised(core.Clock.GetUtcNow(), name, core.Converter.Serialize(payload)), "take an event", () => true, cancellation);
    }

    public async Task SuspendAsync(string id, string? reason, CancellationToken cancellation)
    {
        Instance instance = await FindAsync(id, "be suspended", cancellation);
        ExecutionSuspended arrival = new(core.Clock.GetUtcNow(), reason);
        await DeliverAsync(instance, arrival, "be suspended", () => !instance.Suspended && (instance.Suspended = true), cancellation);
    }

    public async Task ResumeAsync(string id, string? reason, CancellationToken cancellation)
    {
        Instance instance = await FindAsync(id, "be resumed", cancellation);
        ExecutionResumed arrival = new(core.Clock.GetUtcNow(), reason);
        await DeliverAsync(instance, arrival, "be resumed", () => instance.Suspended && !(instance.Suspended = false), cancellation);
    }

    public async Task TerminateAsync(string id, object? output, CancellationToken cancellation)
    {
        Instance instance = await FindAsync(id, "be terminated", cancellation);
        string? serialized = core.Converter.Serialize(output);
        ExecutionTerminated end = new(core.Clock.GetUtcNow(), serialized);
        string prefix = HubCore.Prefix(instance);
        string packed = await core.Payloads.PackAsync(HistoryLines.Write([end]), prefix, cancellation);
        string packedOutput = await core.Payloads.PackAsync(serialized, prefix, cancellation);
        ParentAnswer? answer = await ParentAnswer.MakeAsync(core, instance.Start.Parent, end, cancellation);
        await CommitAsync(draft =>
        {
            if (instance.Finished) throw Unfit(id, "be terminated", instance.Facts.Status);
            draft.Add(RowChange.Insert(RowKeys.History(id, instance.Facts.Execution, instance.NextRow++), new() { ["Events"] = packed }));
            core.Finish(draft, instance, instance.Facts with { Status = OrchestrationRuntimeStatus.Terminated, Output = serialized, UpdatedAt = end.At }, packedOutput, answer);
        });
    }

    /// <summary>False when there was nothing to purge.</summary>
    public async Task<bool> PurgeAsync(string id, bool evenIfRunning, CancellationToken cancellation)
    {
        if (InstanceIds.Fault(id) is not null) return false;
        using Reservation? reservation = await core.Live.ReserveAsync(id, cancellation);
        if (reservation is null) return evenIfRunning && await PurgeRunningAsync(id);
        if (await core.Table.FindAsync(RowKeys.Instance(id), cancellation) is not { } row) return false;
        InstanceFacts facts = InstanceRow.Read(row);
        await CommitAsync(draft => Forget(draft, facts));
        return true;
    }

    private async Task<bool> PurgeRunningAsync(string id)
    {
        if (core.Live.Find(id) is not { } instance) return false;
        bool purged = false;
        await CommitAsync(draft =>
        {
            if (instance.Finished) return;
            purged = instance.Finished = true;
            Forget(draft, instance.Facts);
            core.Abandon(draft, instance);
            HubCore.DropInbox(draft, instance);
            draft.Then(() =>
            {
                core.Live.Remove(instance);
                instance.GiveUp(new LocalEngineException($"The instance '{id}' was purged while it was waited for."));
            });
        });
        return purged;
    }

    private void Forget(CommitDraft draft, InstanceFacts facts)
    {
        draft.Add(RowChange.Delete(RowKeys.Instance(facts.Id)));
        core.Cleaner.Plan(draft, core.Keys.Next(), new Leftovers(facts.Id, facts.Execution, facts.Life));
    }

    /// <param name="instance">Gets the event.</param>
    /// <param name="arrival">The event.</param>
    /// <param name="what">For the refusal.</param>
    /// <param name="apply">Under the gate: changes the instance; false when there is nothing to do.</param>
    /// <param name="cancellation">Ends the writing of payloads.</param>
    private async Task DeliverAsync(Instance instance, HistoryEvent arrival, string what, Func<bool> apply, CancellationToken cancellation)
    {
        string packed = await core.Payloads.PackAsync(HistoryLines.Write([arrival]), HubCore.Prefix(instance), cancellation);
        await CommitAsync(draft =>
        {
            if (instance.Finished) throw Unfit(instance.Id, what, instance.Facts.Status);
            bool before = instance.Suspended;
            if (!apply()) return;
            core.Deliver(draft, instance, arrival, packed);
            if (instance.Suspended == before) return;
            OrchestrationRuntimeStatus awake = instance.HasTurned ? OrchestrationRuntimeStatus.Running : OrchestrationRuntimeStatus.Pending;
            InstanceFacts facts = instance.Facts with { Status = instance.Suspended ? OrchestrationRuntimeStatus.Suspended : awake, UpdatedAt = arrival.At };
            instance.Facts = facts;
            draft.Add(RowChange.Merge(RowKeys.Instance(instance.Id), InstanceRow.Changed(facts)));
            draft.Then(() => instance.Show(facts));
        });
    }

    /// <summary>Changes the state in memory and hands over the rows in one step; returns when they are written. A caller that gives up does not undo it.</summary>
    private async Task CommitAsync(Action<CommitDraft> change)
    {
        Commit commit;
        lock (core.Gate)
        {
            CommitDraft draft = new();
            change(draft);
            commit = draft.HandTo(core.Writer);
        }

        await commit.Done;
    }

    private async Task<Instance> FindAsync(string id, string what, CancellationToken cancellation)
    {
        InstanceIds.Check(id);
        if (core.Live.FindAny(id) is { } instance) return instance.Finished ? throw Unfit(id, what, instance.Facts.Status) : instance;
        // The host tells an instance that has ended from one that never was (Azure/azure-functions-durable-extension, TaskHubGrpcServer.cs).
        throw await core.Table.FindAsync(RowKeys.Instance(id), cancellation) is { } row
            ? Unfit(id, what, InstanceRow.Read(row).Status)
            : new LocalEngineException($"There is no instance '{id}', so it cannot {what}. Start it first, or look for its id in the list of instances.");
    }

    private static LocalEngineException Unfit(string id, string what, OrchestrationRuntimeStatus status) =>
        Refused(id, $"is {status} and cannot {what}", "Only an instance that has not ended can");

    private static LocalEngineException Refused(string id, string why, string help) => new($"The instance '{id}' {why}. {help}.");
}
