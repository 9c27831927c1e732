using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.Ownership;
using ServerlessTraining.LocalEngine.Store;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

/// <summary>One process owns a hub; one that only thinks so can write nothing.</summary>
public sealed class OwnershipTests(AzuriteFixture azurite)
{
    private static readonly TaskHubFunctions Echo = new TaskHubFunctions().AddOrchestrator("Echo", c => Task.FromResult<object?>(c.GetInput<string>()));

    [Fact]
    public async Task Start_WhileAnotherOwns_NamesIt()
    {
        TestHub hub = new(azurite, Echo);
        await using TaskHub first = await hub.StartAsync();

        LocalEngineException refused = await Assert.ThrowsAsync<LocalEngineException>(hub.StartAsync);

        Assert.StartsWith($"The task hub '{hub.Options.HubName}' is held by process {Environment.ProcessId} on {Environment.MachineName} (since ", refused.Message);
        Assert.EndsWith("One process runs a hub at a time: stop that process, or give this one another hub name.", refused.Message);
    }

    [Fact]
    public async Task Start_AfterAnOwnerThatDiedOnThisMachine_BreaksItsLease()
    {
        TestHub hub = new(azurite, Echo);
        BlobClient blob = await LeaseBlobAsync(hub);
        OwnerFacts dead = OwnerFacts.ThisProcess(TimeProvider.System) with { Started = TimeProvider.System.GetUtcNow().AddDays(-1) };
        await blob.SetMetadataAsync(dead.ToMetadata(), cancellationToken: TestHub.Patience());
        // Without an end: only a break frees it.
        await blob.GetBlobLeaseClient().AcquireAsync(BlobLeaseClient.InfiniteLeaseDuration, cancellationToken: TestHub.Patience());

        await using TaskHub started = await hub.StartAsync();

        await TestHub.BeginAsync(started, "Echo", "x", "e");
        Assert.Equal("\"x\"", (await TestHub.FinishAsync(started, "e")).SerializedOutput);
    }

    [Fact]
    public async Task Stop_OfTheOwner_LetsTheNextOneStart()
    {
        TestHub hub = new(azurite, Echo);
        await using TaskHub first = await hub.StartAsync();
        await first.StopAsync(TestHub.Patience());

        await using TaskHub second = await hub.StartAsync();

        Assert.False(second.Lost.IsCompleted);
        Assert.False(first.Lost.IsCompleted);
    }

    [Fact]
    public async Task Owner_PausedPastItsLease_WritesNothingAndSaysWhoOwnsTheHub()
    {
        TestHub hub = new(azurite, Echo);
        await using TaskHub stale = await hub.StartAsync();
        await stale.Lease.FreezeAsync();
        await (await LeaseBlobAsync(hub)).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: TestHub.Patience());
        await using TaskHub owner = await hub.StartAsync();

        LocalEngineException refused = await Assert.ThrowsAsync<LocalEngineException>(() => TestHub.BeginAsync(stale, "Echo", "late", "late"));
        LocalEngineException lost = await Assert.ThrowsAsync<LocalEngineException>(() => stale.Lost.WaitAsync(TestHub.Patience()));

        Assert.StartsWith("This process no longer owns the task hub: process ", refused.Message);
        Assert.Equal(refused.Message, lost.Message);
        Assert.Null(await owner.Client.GetInstanceAsync("late", TestHub.Patience()));
        await TestHub.BeginAsync(owner, "Echo", "mine", "mine");
        Assert.Equal("\"mine\"", (await TestHub.FinishAsync(owner, "mine")).SerializedOutput);
    }

    [Fact]
    public async Task Owner_ThatLosesTheHub_AsksItsActivitiesToEnd()
    {
        Gate gate = new();
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TestHub hub = new(azurite, new TaskHubFunctions()
            .AddOrchestrator("One", async c => await c.CallActivityAsync<string>("Work"))
            .AddActivity("Work", async (call, ct) =>
            {
                if (call.Attempt > 1) return "by the next owner";
                try
                {
                    await gate.PassAsync(ct);
                    return "by the stale owner";
                }
                finally
                {
                    ended.SetResult();
                }
            }));
        await using TaskHub stale = await hub.StartAsync();
        await TestHub.BeginAsync(stale, "One", id: "one");
        await gate.BegunAsync();
        await stale.Lease.FreezeAsync();
        await (await LeaseBlobAsync(hub)).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: TestHub.Patience());
        await using TaskHub owner = await hub.StartAsync();

        await Assert.ThrowsAsync<LocalEngineException>(() => TestHub.BeginAsync(stale, "One", id: "two"));

        await ended.Task.WaitAsync(TestHub.Patience());
        Assert.Equal("\"by the next owner\"", (await TestHub.FinishAsync(owner, "one")).SerializedOutput);
    }

    [Fact]
    public async Task Writes_OfAnOlderEpoch_AreRefused50Of50()
    {
        const int Tries = 50;
        TableClient client = TestHub.Storage(azurite).Tables.GetTableClient(TestHub.NewName());
        HubTable table = new(client);
        await table.CreateAsync(TestHub.Patience());
        int refused = 0;
        for (int i = 0; i < Tries; i++)
        {
            EpochFence stale = await EpochFence.TakeAsync(table, "first", TimeProvider.System, TestHub.Patience());
            EpochFence owner = await EpochFence.TakeAsync(table, "second", TimeProvider.System, TestHub.Patience());
            Task older = stale.WriteAsync([RowChange.Insert($"stale{i}", [])], TestHub.Patience());
            await owner.WriteAsync([RowChange.Insert($"owner{i}", [])], TestHub.Patience());
            if (await Record.ExceptionAsync(() => older) is LocalEngineException) refused++;
        }

        List<string> rows = [];
        await foreach (TableEntity row in table.ReadAsync(RowKeys.All, filter: null, ["RowKey"], TestHub.Patience())) rows.Add(row.RowKey);
        Figures.Tell($"stale writes refused: {refused} of {Tries}");
        Assert.Equal(Tries, refused);
        Assert.Equal(Tries, rows.Count(r => r.StartsWith("owner", StringComparison.Ordinal)));
        Assert.DoesNotContain(rows, r => r.StartsWith("stale", StringComparison.Ordinal));
    }

    private async Task<BlobClient> LeaseBlobAsync(TestHub hub)
    {
        BlobContainerClient container = TestHub.Storage(azurite).Blobs.GetBlobContainerClient($"{hub.Options.HubName.ToLowerInvariant()}-lease");
        await container.CreateIfNotExistsAsync(cancellationToken: TestHub.Patience());
        BlobClient blob = container.GetBlobClient("owner");
        if (!await blob.ExistsAsync(TestHub.Patience())) await blob.UploadAsync(BinaryData.FromString("x"), TestHub.Patience());
        return blob;
    }
}
