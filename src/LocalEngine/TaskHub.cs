using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine.Client;
using ServerlessTraining.LocalEngine.Dispatch;
using ServerlessTraining.LocalEngine.History;
using ServerlessTraining.LocalEngine.Instances;
using ServerlessTraining.LocalEngine.Ownership;
using ServerlessTraining.LocalEngine.Replay;
using ServerlessTraining.LocalEngine.Store;
using ServerlessTraining.Storage;

namespace ServerlessTraining.LocalEngine;

/// <summary>A durable task hub on tables and blobs, run by one process at a time.</summary>
public sealed class TaskHub : IAsyncDisposable
{
    private static readonly TimeSpan DisposeLimit = TimeSpan.FromSeconds(10);

    private readonly TaskHubOptions options;
    private readonly ILogger log;
    private readonly TaskCompletionSource lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationTokenSource aborting = new();
    private readonly Lock gate = new();
    private HubLease lease = null!;
    private HubCore core = null!;
    private Task writing = Task.CompletedTask;
    private Task cleaning = Task.CompletedTask;
    private Task cancelling = Task.CompletedTask;
    private Task? stop;

    private TaskHub(TaskHubOptions options, ILogger log)
    {
        this.options = options;
        this.log = log;
    }

    /// <summary>Starts, queries and controls orchestrations. It does not outlive the hub.</summary>
    public DurableTaskClient Client { get; private set; } = null!;

    /// <summary>Completes, faulted with the reason, when this process no longer owns the hub: another took it, or its table cannot be written any more.</summary>
    public Task Lost => lost.Task;

    /// <summary>For tests that freeze the renewal.</summary>
    internal HubLease Lease => lease;

    internal HubCore Core => core;

    /// <summary>Takes the hub's lease, reads what an earlier owner left, and goes on with it.</summary>
    /// <exception cref="LocalEngineException">An option is wrong, or a living process owns the hub.</exception>
    public static async Task<TaskHub> StartAsync(
        TaskHubOptions options, TaskHubFunctions functions, StorageClients storage, ILoggerFactory loggers, TimeProvider clock, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(loggers);
        ArgumentNullException.ThrowIfNull(clock);
        if (TaskHubOptionsValidator.Validate(options) is [_, ..] errors)
            throw new LocalEngineException($"The task hub's options have {errors.Count} error(s): {string.Join("; ", errors)}.");

        TaskHub hub = new(options, loggers.CreateLogger<TaskHub>());
        string name = options.HubName.ToLowerInvariant();
        hub.lease = await HubLease.TakeAsync(storage.Blobs.GetBlobContainerClient($"{name}-lease"), options, clock, hub.log, cancellation);
        try
        {
            hub.lease.KeepRenewed(hub.Lose);
            await hub.BeginAsync(
                functions, storage.Tables.GetTableClient($"{options.HubName}Engine"), storage.Blobs.GetBlobContainerClient($"{name}-payloads"), loggers, clock, cancellation);
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Takes no new work, asks running activities to end, writes what is done and gives the lease back. Activities that do not end
    /// before <paramref name="cancellation"/> run again after the next start.
    /// </summary>
    public Task StopAsync(CancellationToken cancellation)
    {
        lock (gate) return stop ??= EndAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource limit = new(DisposeLimit);
        await StopAsync(limit.Token);
        stopping.Dispose();
        aborting.Dispose();
        lease.Dispose();
    }

    /// <summary>For tests: ends as a killed process does, with nothing more written. The lease is let go, as that of a dead owner is.</summary>
    internal async Task KillAsync()
    {
        await aborting.CancelAsync();
        await StopAsync(CancellationToken.None);
    }

    private async Task BeginAsync(
        TaskHubFunctions functions, TableClient tableClient, BlobContainerClient payloadContainer, ILoggerFactory loggers, TimeProvider clock, CancellationToken cancellation)
    {
        HubTable table = new(tableClient);
        await table.CreateAsync(cancellation);
        await payloadContainer.CreateIfNotExistsAsync(cancellationToken: cancellation);
        EpochFence fence = await EpochFence.TakeAsync(table, OwnerFacts.ThisProcess(clock).ToString(), clock, cancellation);
        KeySource keys = new(fence.Epoch);
        CommitWriter writer = new(fence, keys, OnFault);
        PayloadBlobs payloads = new(payloadContainer, options.PayloadLimit, keys);
        Lock state = new();
        core = new HubCore
        {
            Options = options,
            Functions = functions,
            Clock = clock,
            Log = log,
            Converter = WorkerDataConverter.Default,
            Keys = keys,
            Table = table,
            Payloads = payloads,
            Writer = writer,
            Timers = new TimerQueue(clock),
            Cleaner = new Cleaner(table, payloads, () => writer, log),
            Gate = state,
            Live = new LiveInstances(state),
            Stopping = stopping.Token,
        };
        OrchestrationRunner runner = new(functions, core.Converter, loggers) { DefaultVersion = options.DefaultVersion, Strayed = OnStrayed };
        core.Turns = new WorkGate<Instance>(options.MaxConcurrentOrchestrators, new TurnStep(core, runner).RunAsync, OnFault);
        core.Activities = new WorkGate<ActivityTask>(options.MaxConcurrentActivities, new ActivityStep(core).RunAsync, OnFault);
        Client = new TaskHubClient(core, options.HubName);

        Recovered found = await new Recovery(core, fence).RunAsync(cancellation);
        writing = writer.RunAsync(aborting.Token);
        cleaning = core.Cleaner.RunAsync(stopping.Token);
        foreach (ActivityTask activity in found.Activities) core.Activities.Add(activity);
        foreach (Instance instance in found.Instances) core.Wake(instance);
        HubLog.Started(log, options.HubName, fence.Epoch, found.Instances.Count, found.Activities.Count);
    }

    private async Task EndAsync(CancellationToken cancellation)
    {
        if (core is not null)
        {
            core.Timers.Dispose();
            await cancelling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await stopping.CancelAsync();
            Task working = Task.WhenAll(core.Turns.StopAsync(), core.Activities.StopAsync(), cleaning);
            await working.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            core.Writer.Complete();
            await writing.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // What cannot be written before the limit is not written at all: the next owner must not be overtaken.
            await aborting.CancelAsync();
            await writing;
            LocalEngineException ended = new("The task hub has stopped; start it again.");
            foreach (Instance instance in core.Live.All) instance.GiveUp(ended);
        }

        await lease.GiveBackAsync();
        HubLog.Stopped(log, options.HubName);
    }

    private void OnStrayed(string instanceId)
    {
        if (core.Live.Find(instanceId) is not { } instance) return;
        lock (core.Gate) instance.MustTurn = true;
        core.Wake(instance);
    }

    private void OnFault(Exception reason)
    {
        // A stop ends the writer, and whoever waits for it; that is no loss.
        if (!stopping.IsCancellationRequested && !aborting.IsCancellationRequested) Lose(reason);
    }

    /// <summary>From now on nothing is started, what runs is asked to end, and whoever waits is told.</summary>
    private void Lose(Exception reason)
    {
        if (!lost.TrySetException(reason)) return;
        _ = lost.Task.Exception;
        HubLog.Lost(log, reason, options.HubName);
        if (core is null) return;
        core.Timers.Dispose();
        _ = core.Turns.StopAsync();
        _ = core.Activities.StopAsync();
        core.Writer.Fail(reason);
        cancelling = stopping.CancelAsync();
        foreach (Instance instance in core.Live.All) instance.GiveUp(reason);
    }
}
