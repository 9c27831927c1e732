using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.Tests.Hub;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Client;

public sealed class TaskHubClientTests(AzuriteFixture azurite)
{
    private static readonly TaskHubFunctions Functions = new TaskHubFunctions()
        .AddOrchestrator("Echo", c => Task.FromResult<object?>(c.GetInput<string>()))
        .AddOrchestrator("Wait", async c => await c.WaitForExternalEvent<string>("Go"));

    [Fact]
    public async Task Start_ManyTimesAtOnceWithOneId_IsTakenOnce()
    {
        await using TaskHub hub = await new TestHub(azurite, Functions).StartAsync();

        Exception?[] outcomes = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Record.ExceptionAsync(() => TestHub.BeginAsync(hub, "Wait", i, "same")).AsTask()));

        Assert.Single(outcomes, o => o is null);
        Assert.All(outcomes.Where(o => o is not null),
            o => Assert.Matches("^The instance 'same' is (Pending|Running|starting) already. Wait for its end, terminate it, or start with another id.$", o!.Message));
    }

    [Theory]
    [InlineData("a/b", "The instance id 'a/b' has one of / \\ # ? or a control character. Leave them out.")]
    [InlineData("@a@b", "The instance id '@a@b' begins with '@', which is kept for entities. Begin it with another character.")]
    [InlineData("tab\t", "The instance id 'tab\t' has one of / \\ # ? or a control character. Leave them out.")]
    public async Task Start_WithAnIdThatAzureRefuses_SaysWhy(string id, string message)
    {
        await using TaskHub hub = await new TestHub(azurite, Functions).StartAsync();

        LocalEngineException refused = await Assert.ThrowsAsync<LocalEngineException>(() => TestHub.BeginAsync(hub, "Echo", "x", id));

        Assert.Equal(message, refused.Message);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a|b~c%d+e'f")]
    [InlineData("Zürich 東京 😀 & = : , ;")]
    [InlineData("UPPER_lower.1-2")]
    public async Task Instance_WithAnyIdThatAzureTakes_IsFoundByIt(string id)
    {
        await using TaskHub hub = await new TestHub(azurite, Functions).StartAsync();
        await TestHub.BeginAsync(hub, "Echo", "x", id);
        await TestHub.FinishAsync(hub, id);

        Assert.Equal(id, (await hub.Client.GetInstanceAsync(id, TestHub.Patience()))!.InstanceId);
        List<string> listed = [];
        await foreach (OrchestrationMetadata found in hub.Client.GetAllInstancesAsync(new OrchestrationQuery { InstanceIdPrefix = id })) listed.Add(found.InstanceId);
        Assert.Equal([id], listed);
    }

    [Fact]
    public async Task Wait_ForAnInstanceThatIsNot_SaysSo()
    {
        await using TaskHub hub = await new TestHub(azurite, Functions).StartAsync();

        LocalEngineException refused = await Assert.ThrowsAsync<LocalEngineException>(() => TestHub.FinishAsync(hub, "nobody"));

        Assert.Equal("There is no instance 'nobody' to wait for. Start it first, or look for its id in the list of instances.", refused.Message);
    }

    [Fact]
    public async Task Raise_ToAnInstanceThatHasEnded_SaysSo()
    {
        await using TaskHub hub = await new TestHub(azurite, Functions).StartAsync();
        await TestHub.BeginAsync(hub, "Echo", "x", "e");
        await TestHub.FinishAsync(hub, "e");

        LocalEngineException refused = await Assert.ThrowsAsync<LocalEngineException>(() => hub.Client.RaiseEventAsync("e", "Go", "x", TestHub.Patience()));

        Assert.Equal("The instance 'e' is Completed and cannot take an event. Only an instance that has not ended can.", refused.Message);
    }

    [Fact]
    public async Task Purge_OfAnInstanceWithLargePayloads_LeavesNothingBehind()
    {
        TestHub test = new(azurite, Functions);
        await using TaskHub hub = await test.StartAsync();
        BlobContainerClient payloads = test.Clients.Blobs.GetBlobContainerClient($"{test.Options.HubName.ToLowerInvariant()}-payloads");
        await TestHub.BeginAsync(hub, "Echo", new string('x', 50_000), "big");
        await TestHub.FinishAsync(hub, "big");
        int before = await CountAsync(payloads);

        PurgeResult purged = await hub.Client.PurgeInstanceAsync("big", TestHub.Patience());
        CancellationToken patience = TestHub.Patience();
        while (await CountAsync(payloads) > 0 || await RowsAsync(test) > 1) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience);

        Assert.Equal(1, purged.PurgedInstanceCount);
        Assert.True(before > 0);
    }

    [Fact]
    public async Task PurgeAll_WithoutStatuses_TakesFinishedInstancesOnly()
    {
        await using TaskHub hub = await new TestHub(azurite, Functions).StartAsync();
        for (int i = 0; i < 5; i++)
        {
            await TestHub.BeginAsync(hub, "Echo", "x", $"e{i}");
            await TestHub.FinishAsync(hub, $"e{i}");
        }

        await TestHub.BeginAsync(hub, "Wait", id: "w");
        PurgeResult purged = await hub.Client.PurgeAllInstancesAsync(new PurgeInstancesFilter(), TestHub.Patience());

        Assert.Equal(5, purged.PurgedInstanceCount);
        Assert.NotNull(await hub.Client.GetInstanceAsync("w", TestHub.Patience()));
    }

    [Fact]
    public async Task Start_AgainAfterTheEnd_ReplacesTheInstanceAndItsHistory()
    {
        TestHub test = new(azurite, Functions);
        await using TaskHub hub = await test.StartAsync();
        for (int i = 0; i < 3; i++)
        {
            await TestHub.BeginAsync(hub, "Echo", $"{i}", "again");
            Assert.Equal($"\"{i}\"", (await TestHub.FinishAsync(hub, "again")).SerializedOutput);
        }

        // Epoch, instance, two history rows.
        CancellationToken patience = TestHub.Patience();
        while (await RowsAsync(test) != 4) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience);
    }

    [Fact]
    public async Task Start_WithTagsAndAVersion_KeepsThem()
    {
        TaskHubFunctions functions = new TaskHubFunctions().AddOrchestrator("Version", c => Task.FromResult<object?>(c.Version));
        await using TaskHub hub = await new TestHub(azurite, functions, new TaskHubOptions { DefaultVersion = "1.0" }).StartAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            "Version", null, new StartOrchestrationOptions("v") { Version = "2.0", Tags = new Dictionary<string, string> { ["who"] = "me" } }, TestHub.Patience());
        await TestHub.BeginAsync(hub, "Version", id: "d");

        OrchestrationMetadata own = await TestHub.FinishAsync(hub, "v");
        Assert.Equal("\"2.0\"", own.SerializedOutput);
        Assert.Equal("me", own.Tags["who"]);
        Assert.Equal("\"1.0\"", (await TestHub.FinishAsync(hub, "d")).SerializedOutput);
    }

    private static async Task<int> CountAsync(BlobContainerClient container)
    {
        int count = 0;
        await foreach (BlobItem blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, TestHub.Patience())) count++;
        return count;
    }

    private static async Task<int> RowsAsync(TestHub test)
    {
        int count = 0;
        TableClient table = test.Clients.Tables.GetTableClient($"{test.Options.HubName}Engine");
        await foreach (TableEntity row in table.QueryAsync<TableEntity>(cancellationToken: TestHub.Patience())) count++;
        return count;
    }
}
