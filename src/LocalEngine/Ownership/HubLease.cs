using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalEngine.Store;
using ServerlessTraining.Storage.Retries;

namespace ServerlessTraining.LocalEngine.Ownership;

/// <summary>The lease of one hub: only its holder runs the hub. It keeps a second process away; what keeps a sleeper from writing is <see cref="EpochFence"/>.</summary>
internal sealed class HubLease : IDisposable
{
    private const string BlobName = "owner";
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ReleaseLimit = TimeSpan.FromSeconds(5);

    private readonly BlobClient blob;
    private readonly BlobLeaseClient lease;
    private readonly TaskHubOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger log;
    private readonly CancellationTokenSource stop = new();
    private Task renewal = Task.CompletedTask;

    private HubLease(BlobClient blob, TaskHubOptions options, TimeProvider clock, ILogger log)
    {
        this.blob = blob;
        this.options = options;
        this.clock = clock;
        this.log = log;
        // Our own id makes taking the lease repeatable: a second call with it answers as the first one did.
        lease = blob.GetBlobLeaseClient(Guid.NewGuid().ToString());
    }

    /// <exception cref="LocalEngineException">A living process holds the hub.</exception>
    public static async Task<HubLease> TakeAsync(BlobContainerClient container, TaskHubOptions options, TimeProvider clock, ILogger log, CancellationToken cancellation)
    {
        HubLease taken = new(container.GetBlobClient(BlobName), options, clock, log);
        await container.CreateIfNotExistsAsync(cancellationToken: cancellation);
        await taken.CreateBlobAsync(cancellation);
        OwnerFacts facts = OwnerFacts.ThisProcess(clock);
        long begin = clock.GetTimestamp();
        while (!await taken.TryTakeAsync(facts, cancellation))
        {
            await taken.ClearTheWayAsync(begin, cancellation);
        }

        return taken;
    }

    /// <summary>Renews the lease at a third of its duration until stopped; <paramref name="lost"/> is told when another has it.</summary>
    public void KeepRenewed(Action<Exception> lost) => renewal = RenewAsync(lost);

    /// <summary>Ends the renewal without giving the lease back.</summary>
    public async Task FreezeAsync()
    {
        await stop.CancelAsync();
        await renewal;
    }

    public async Task GiveBackAsync()
    {
        await FreezeAsync();
        using CancellationTokenSource limit = new(ReleaseLimit, clock);
        try
        {
            await lease.ReleaseAsync(cancellationToken: limit.Token);
        }
        catch (Exception error) when (error is RequestFailedException or OperationCanceledException || Transient.Is(error, limit.Token))
        {
            // It expires by itself, or is another's already.
            HubLog.LeaseNotGivenBack(log, error.Message);
        }
    }

    public void Dispose() => stop.Dispose();

    private async Task CreateBlobAsync(CancellationToken cancellation)
    {
        if (await blob.ExistsAsync(cancellation)) return;
        try
        {
            await blob.UploadAsync(BinaryData.FromString("Who holds the task hub stands in the metadata of this blob.\n"),
                new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } }, cancellation);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
            // Another process made it in between, or holds it; or our own try did whose answer was lost.
        }
    }

    private async Task<bool> TryTakeAsync(OwnerFacts facts, CancellationToken cancellation)
    {
        try
        {
            await lease.AcquireAsync(options.LeaseDuration, cancellationToken: cancellation);
            // A process that starts at the same moment can take our new lease for that of the dead owner
            // whose facts are still there, and break it: then this fails and we ask again.
            await blob.SetMetadataAsync(facts.ToMetadata(), new BlobRequestConditions { LeaseId = lease.LeaseId }, cancellation);
            return true;
        }
        catch (RequestFailedException held) when (held.Status is 409 or 412)
        {
            return false;
        }
    }

    private async Task ClearTheWayAsync(long begin, CancellationToken cancellation)
    {
        BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellation);
        if (properties.LeaseState != LeaseState.Leased) return;
        OwnerFacts? owner = OwnerFacts.Read(properties.Metadata);
        if (owner is { IsKnownDead: true })
        {
            HubLog.LeaseBroken(log, options.HubName, owner.ToString());
            await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: cancellation);
            return;
        }

        // Somebody who renews is there after twice the duration too; somebody who does not is gone by then.
        if (owner is { IsOnThisMachine: true } || clock.GetElapsedTime(begin) > 2 * options.LeaseDuration)
        {
            throw new LocalEngineException(
                $"The task hub '{options.HubName}' is held by {owner?.ToString() ?? "an unknown owner"}, which still renews its lease. One process runs a hub at a time: "
                + "stop that process, or give this one another hub name.");
        }

        HubLog.WaitingForLease(log, options.HubName, owner?.ToString() ?? "an unknown owner", options.LeaseDuration.TotalSeconds);
        await Task.Delay(Poll, clock, cancellation);
    }

    private async Task RenewAsync(Action<Exception> lost)
    {
        using PeriodicTimer timer = new(options.LeaseDuration / 3, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token))
            {
                try
                {
                    await lease.RenewAsync(cancellationToken: stop.Token);
                }
                catch (Exception error) when (Transient.Is(error, stop.Token))
                {
                    // An expired lease that nobody took can still be renewed, and nobody's writes can mix with ours: no answer is no reason to give up.
                    HubLog.LeaseNotRenewed(log, options.HubName, error.Message);
                }
                catch (RequestFailedException error)
                {
                    lost(new LocalEngineException(
                        $"This process no longer owns the task hub '{options.HubName}': its lease was taken or broken ({error.ErrorCode}). Start again.", error));
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
