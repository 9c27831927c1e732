using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.LocalEngine;
using ServerlessTraining.Orchestration.Housekeeping;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Housekeeping;

public sealed class HistoryPurgerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Days = 30;
    private static int hubs;
    private readonly ManualTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly string name = $"Purge{Interlocked.Increment(ref hubs)}";
    private readonly StorageClients storage = new(new StorageOptions { ConnectionString = azurite.Server.ConnectionString });

    private static CancellationToken Patience =>
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken, new CancellationTokenSource(TimeSpan.FromSeconds(120)).Token).Token;

    [Fact]
    public async Task Clean_OldAndYoungInstances_TakesOldOnesThatHaveEndedWithAllTheyLeft()
    {
        await using TaskHub hub = await StartAsync();
        await BeginAsync(hub, "Wait", "running", ends: false);
        (int rows, int blobs) = await StoredAsync();
        await BeginAsync(hub, "Parent", "parent");
        await BeginAsync(hub, "Break", "broken");
        await BeginAsync(hub, "Wait", "stopped", ends: false);
        await hub.Client.TerminateInstanceAsync("stopped", "enough", Patience);
        clock.Advance(TimeSpan.FromDays(Days) + TimeSpan.FromSeconds(1));

        StorageCleanupGroup purged = await CleanAsync(hub, new StorageCleanupRequest { DryRun = false });

        Assert.Equal(4, purged.Count);
        Assert.Equal(["running"], await IdsAsync(hub));

        // The engine takes histories and payloads away behind the purge.
        while (await StoredAsync() != (rows, blobs)) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Patience);
        await hub.Client.RaiseEventAsync("running", "go", "on", Patience);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.Client.WaitForInstanceCompletionAsync("running", Patience)).RuntimeStatus);
    }

    [Fact]
    public async Task Clean_StartedExactlyInTime_Stays()
    {
        await using TaskHub hub = await StartAsync();
        await BeginAsync(hub, "Small", "old");
        clock.Advance(TimeSpan.FromSeconds(2));
        await BeginAsync(hub, "Small", "young");
        clock.Advance(TimeSpan.FromDays(Days) - TimeSpan.FromSeconds(1));

        await CleanAsync(hub, new StorageCleanupRequest { DryRun = false });

        Assert.Equal(["young"], await IdsAsync(hub));
    }

    [Fact]
    public async Task Clean_DryRun_SaysWhichAndPurgesNone()
    {
        await using TaskHub hub = await StartAsync();
        await BeginAsync(hub, "Parent", "parent");
        clock.Advance(TimeSpan.FromDays(9));

        StorageCleanupGroup young = await CleanAsync(hub, new StorageCleanupRequest());
        StorageCleanupGroup old = await CleanAsync(hub, new StorageCleanupRequest { DaysOld = 8 });

        Assert.Equal(0, young.Count);
        Assert.Equal(2, old.Count);
        Assert.Equal(["child", "parent"], old.Names.Order());
        Assert.Equal(["child", "parent"], await IdsAsync(hub));
    }

    [Fact]
    public async Task Cleanup_DryRun_HasHistoriesBehindTheFiles()
    {
        await using TaskHub hub = await StartAsync();
        await BeginAsync(hub, "Small", "old");
        clock.Advance(TimeSpan.FromDays(Days + 1));
        HousekeepingScene scene = await HousekeepingScene.CreateAsync(azurite.Server);

        StorageCleanupReport report = await new StorageCleanup(Purger(), scene.Cleaner).CleanAsync(hub.Client, new StorageCleanupRequest(), Patience);

        Assert.Equal((HistoryPurger.Kind, 1), (report.Groups[^1].Kind, report.Groups[^1].Count));
        Assert.Equal(["old"], await IdsAsync(hub));
    }

    /// <summary>It says when presets were measured last, and the schedule may be once a year.</summary>
    [Fact]
    public async Task Clean_LastMeasuringOfPresets_Stays()
    {
        await using TaskHub hub = await StartAsync();
        await BeginAsync(hub, "Small", "before");
        clock.Advance(TimeSpan.FromHours(1));
        await BeginAsync(hub, "Small", PerformanceRun.InstanceId);
        clock.Advance(TimeSpan.FromHours(1));
        await BeginAsync(hub, "Small", "behind");
        clock.Advance(TimeSpan.FromDays(300));

        Assert.Equal(2, (await CleanAsync(hub, new StorageCleanupRequest())).Count);
        Assert.Equal(2, (await CleanAsync(hub, new StorageCleanupRequest { DryRun = false })).Count);

        Assert.Equal([PerformanceRun.InstanceId], await IdsAsync(hub));
    }

    [Fact]
    public async Task Clean_DaysOutOfRange_IsRefused()
    {
        await using TaskHub hub = await StartAsync();

        await Assert.ThrowsAsync<RequestException>(() => CleanAsync(hub, new StorageCleanupRequest { DaysOld = 0 }));
    }

    private static async Task<string[]> IdsAsync(TaskHub hub)
    {
        List<string> ids = [];
        await foreach (OrchestrationMetadata instance in hub.Client.GetAllInstancesAsync()) ids.Add(instance.InstanceId);
        return [.. ids.Order(StringComparer.Ordinal)];
    }

    private HistoryPurger Purger() => new(new PipelineOptions { PurgeHistoryAfterDays = Days }, clock, NullLogger<HistoryPurger>.Instance);

    private Task<StorageCleanupGroup> CleanAsync(TaskHub hub, StorageCleanupRequest request) => Purger().CleanAsync(hub.Client, request, Patience);

    private Task<TaskHub> StartAsync()
    {
        string large = new('x', 40_000);
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddOrchestrator("Small", _ => Task.FromResult<object?>("done"))
            .AddOrchestrator("Child", _ => Task.FromResult<object?>(large))
            .AddOrchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>("Child", large, new SubOrchestrationOptions { InstanceId = "child" }))
            .AddOrchestrator("Break", _ => throw new InvalidOperationException("broken"))
            .AddOrchestrator("Wait", async context => await context.WaitForExternalEvent<string>("go"));
        return TaskHub.StartAsync(new TaskHubOptions { HubName = name }, functions, storage, NullLoggerFactory.Instance, clock, Patience);
    }

    private static async Task BeginAsync(TaskHub hub, string orchestrator, string id, bool ends = true)
    {
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, null, new StartOrchestrationOptions(id), Patience);
        if (ends) await hub.Client.WaitForInstanceCompletionAsync(id, Patience);
        else await hub.Client.WaitForInstanceStartAsync(id, Patience);
    }

    /// <summary>Rows and payload blobs of the hub.</summary>
    private async Task<(int Rows, int Blobs)> StoredAsync()
    {
        int rows = 0;
        await foreach (TableEntity row in storage.Tables.GetTableClient($"{name}Engine").QueryAsync<TableEntity>(cancellationToken: Patience)) rows++;
        int blobs = 0;
        BlobContainerClient payloads = storage.Blobs.GetBlobContainerClient($"{name.ToLowerInvariant()}-payloads");
        await foreach (BlobItem blob in payloads.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, Patience)) blobs++;
        return (rows, blobs);
    }
}
