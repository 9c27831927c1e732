using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.Dispatch;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Store;

namespace ServerlessTraining.LocalEngine.Client;

/// <summary>The hub's client, in process: a call returns when what it asked for is written, and waits are signalled.</summary>
internal sealed class TaskHubClient(HubCore core, string name) : DurableTaskClient(name)
{
    private const int PurgesAtOnce = 16;
    private readonly Commands commands = new(core);

    public override Task<string> ScheduleNewOrchestrationInstanceAsync(
        TaskName orchestratorName, object? input = null, StartOrchestrationOptions? options = null, CancellationToken cancellation = default) =>
        commands.StartAsync(orchestratorName, input, options ?? new StartOrchestrationOptions(), cancellation);

    public override Task RaiseEventAsync(string instanceId, string eventName, object? eventPayload = null, CancellationToken cancellation = default) =>
        commands.RaiseAsync(instanceId, eventName, eventPayload, cancellation);

    public override Task TerminateInstanceAsync(string instanceId, TerminateInstanceOptions? options = null, CancellationToken cancellation = default) =>
        // Recursive or not, children go on: so does the Azure Storage provider (conformance kit, terminate.parent.and.child).
        commands.TerminateAsync(instanceId, options?.Output, cancellation);

    public override Task SuspendInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        commands.SuspendAsync(instanceId, reason, cancellation);

    public override Task ResumeInstanceAsync(string instanceId, string? reason = null, CancellationToken cancellation = default) =>
        commands.ResumeAsync(instanceId, reason, cancellation);

    public override async Task<OrchestrationMetadata> WaitForInstanceStartAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Show(await WaitAsync(instanceId, i => i.Started, f => f.Status != OrchestrationRuntimeStatus.Pending, cancellation), getInputsAndOutputs);

    public override async Task<OrchestrationMetadata> WaitForInstanceCompletionAsync(
        string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        Show(await WaitAsync(instanceId, i => i.Ended, f => f.IsFinished, cancellation), getInputsAndOutputs);

    public override async Task<OrchestrationMetadata?> GetInstancesAsync(string instanceId, bool getInputsAndOutputs = false, CancellationToken cancellation = default) =>
        await FindAsync(instanceId, getInputsAndOutputs, cancellation) is { } facts ? Show(facts, getInputsAndOutputs) : null;

    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        OrchestrationQuery query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>(async (token, sizeHint, cancellation) =>
        {
            if (query.TaskHubNames is { } hubs && !hubs.Contains(Name, StringComparer.OrdinalIgnoreCase)) return new Page<OrchestrationMetadata>([]);
            (IReadOnlyList<TableEntity> rows, string? next) = await core.Table.PageAsync(
                RowKeys.InstancesWith(query.InstanceIdPrefix), token ?? query.ContinuationToken, InstanceFilter.Of(query.CreatedFrom, query.CreatedTo, query.Statuses),
                select: null, Math.Max(1, sizeHint ?? query.PageSize), cancellation);
            List<OrchestrationMetadata> page = [];
            // Payloads come without being asked for, as from the Azure Storage provider (conformance kit, query.status.created.prefix).
            foreach (TableEntity row in rows) page.Add(Show(await InstanceRow.ReadWholeAsync(row, core.Payloads, cancellation), payloads: true));
            return new Page<OrchestrationMetadata>(page, next);
        });
    }

    public override async Task<PurgeResult> PurgeInstanceAsync(string instanceId, PurgeInstanceOptions? options = null, CancellationToken cancellation = default) =>
        new(await commands.PurgeAsync(instanceId, evenIfRunning: true, cancellation) ? 1 : 0);

    /// <summary>Finished instances only, whatever the filter says: a purge by a time should not take what still runs.</summary>
    public override async Task<PurgeResult> PurgeAllInstancesAsync(
        PurgeInstancesFilter filter, PurgeInstanceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        OrchestrationRuntimeStatus[] finished = [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated];
        OrchestrationRuntimeStatus[] statuses = [.. finished.Intersect(filter.Statuses ?? finished)];
        if (statuses.Length == 0) return new PurgeResult(0, isComplete: true);
        long begin = core.Clock.GetTimestamp();
        int count = 0;
        string? after = null;
        do
        {
            (IReadOnlyList<TableEntity> rows, after) = await core.Table.PageAsync(
                RowKeys.Kind('i'), after, InstanceFilter.Of(filter.CreatedFrom, filter.CreatedTo, statuses), ["RowKey"], pageSize: 500, cancellation);
            await Parallel.ForEachAsync(rows, new ParallelOptions { MaxDegreeOfParallelism = PurgesAtOnce, CancellationToken = cancellation }, async (row, ct) =>
            {
                if (await commands.PurgeAsync(RowKeys.InstanceId(row.RowKey), evenIfRunning: false, ct)) Interlocked.Increment(ref count);
            });
            if (after is not null && filter.Timeout is { } limit && core.Clock.GetElapsedTime(begin) > limit) return new PurgeResult(count, isComplete: false);
        }
        while (after is not null);
        return new PurgeResult(count, isComplete: true);
    }

    /// <summary>The hub outlives its client.</summary>
    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<InstanceFacts> WaitAsync(
        string id, Func<Instance, Task<InstanceFacts>> signal, Func<InstanceFacts, bool> reached, CancellationToken cancellation)
    {
        while (true)
        {
            if (core.Live.FindAny(id) is { } instance) return await signal(instance).WaitAsync(cancellation);
            InstanceFacts facts = await FindAsync(id, payloads: true, cancellation)
                ?? throw new LocalEngineException($"There is no instance '{id}' to wait for. Start it first, or look for its id in the list of instances.");
            if (reached(facts)) return facts;
        }
    }

    private async Task<InstanceFacts?> FindAsync(string id, bool payloads, CancellationToken cancellation)
    {
        if (InstanceIds.Fault(id) is not null) return null;
        if (core.Live.FindAny(id) is { Committed: { } facts }) return facts;
        if (await core.Table.FindAsync(RowKeys.Instance(id), cancellation) is not { } row) return null;
        return payloads ? await InstanceRow.ReadWholeAsync(row, core.Payloads, cancellation) : InstanceRow.Read(row);
    }

    private OrchestrationMetadata Show(InstanceFacts facts, bool payloads) => new(facts.Name, facts.Id)
    {
        DataConverter = payloads ? core.Converter : null,
        RuntimeStatus = facts.Status,
        CreatedAt = facts.CreatedAt,
        LastUpdatedAt = facts.UpdatedAt,
        SerializedInput = payloads ? facts.Input : null,
        SerializedOutput = payloads ? facts.Output : null,
        SerializedCustomStatus = facts.CustomStatus,
        Tags = facts.Tags,
    };
}
