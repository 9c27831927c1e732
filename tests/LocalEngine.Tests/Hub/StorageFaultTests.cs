using System.Text.RegularExpressions;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.LocalEngine.Store;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

/// <summary>Every storage call of a small run fails once, before and after it takes effect: the tables end the same.</summary>
public sealed partial class StorageFaultTests(AzuriteFixture azurite)
{
    private const int RunsAtOnce = 8;

    private static readonly TaskHubFunctions Functions = new TaskHubFunctions()
        .AddActivity("Double", (call, _) => Task.FromResult<object?>(2 * call.Converter.Deserialize<int>(call.SerializedInput)))
        .AddActivity("Big", (_, _) => Task.FromResult<object?>(new string('x', 40_000)))
        .AddOrchestrator("Child", async c => await c.CallActivityAsync<int>("Double", c.GetInput<int>()))
        .AddOrchestrator("Parent", async c =>
        {
            int one = await c.CallActivityAsync<int>("Double", 1);
            int two = await c.CallSubOrchestratorAsync<int>("Child", one, new TaskOptions().WithInstanceId("child"));
            string big = await c.CallActivityAsync<string>("Big");
            c.SetCustomStatus("open");
            return await c.WaitForExternalEvent<int>("Go") + two + big.Length;
        });

    [Fact]
    public async Task Run_WithAnyOneCallFailing_EndsInTheSameTables()
    {
        FaultPolicy none = new(0, afterEffect: false);
        string expected = await RunAsync(none);
        int failures = 0;
        List<string> wrong = [];
        await Parallel.ForEachAsync(
            Enumerable.Range(1, none.Calls).SelectMany(i => (FaultPolicy[])[new(i, afterEffect: false), new(i, afterEffect: true)]),
            new ParallelOptions { MaxDegreeOfParallelism = RunsAtOnce, CancellationToken = TestHub.Patience() },
            async (policy, _) =>
            {
                string actual = await RunAsync(policy);
                Interlocked.Increment(ref failures);
                if (actual != expected) lock (wrong) wrong.Add(actual);
            });

        Figures.Tell($"storage faults injected: {failures} ({none.Calls} calls, before and after each)");
        Assert.True(none.Calls > 20, $"only {none.Calls} calls");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {failures} differ; expected\n{expected}\nthe first\n{wrong.FirstOrDefault()}");
    }

    /// <summary>The clients try four times; an owner goes on until storage is back.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_StorageAwayForLongerThanItsClientsTry_GoesOn(bool afterEffect)
    {
        string expected = await RunAsync(new FaultPolicy(0, afterEffect: false));

        string actual = await RunAsync(new FaultPolicy(4, afterEffect) { Times = 10, Counts = IsTransaction });

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task BigCommit_CutOffInTheMiddle_IsAsIfItHadNotBegun()
    {
        const int Children = 150;
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddOrchestrator("Leaf", c => Task.FromResult<object?>(c.GetInput<int>()))
            .AddOrchestrator("Tree", async c =>
                (await Task.WhenAll(Enumerable.Range(1, Children).Select(i => c.CallSubOrchestratorAsync<int>("Leaf", i, new TaskOptions().WithInstanceId($"leaf{i}"))))).Sum());
        TestHub clean = new(azurite, functions);
        // The first transaction writes the start, the second and third are parts of the commit that creates the children.
        FaultPolicy cut = new(3, afterEffect: true) { ForEver = true, Counts = IsTransaction };
        FaultyStorage storage = new(azurite, cut);
        await using (TaskHub first = await storage.StartAsync(clean.Options, functions))
        {
            await TestHub.BeginAsync(first, "Tree", id: "tree");
            CancellationToken patience = TestHub.Patience();
            while (cut.Calls < 3) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience);
            await first.KillAsync();
        }

        BlobClient lease = clean.Clients.Blobs.GetBlobContainerClient($"{clean.Options.HubName.ToLowerInvariant()}-lease").GetBlobClient("owner");
        await lease.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero, cancellationToken: TestHub.Patience());
        await using TaskHub second = await clean.StartAsync();
        OrchestrationMetadata end = await TestHub.FinishAsync(second, "tree");

        Assert.Equal($"{Children * (Children + 1) / 2}", end.SerializedOutput);
        int count = 0;
        OrchestrationQuery leaves = new() { InstanceIdPrefix = "leaf", Statuses = [OrchestrationRuntimeStatus.Completed] };
        await foreach (OrchestrationMetadata leaf in second.Client.GetAllInstancesAsync(leaves)) count++;
        Assert.Equal(Children, count);
    }

    private static bool IsTransaction(Request request) => request.Uri.ToString().Contains("$batch", StringComparison.Ordinal);

    private async Task<string> RunAsync(FaultPolicy policy)
    {
        FaultyStorage storage = new(azurite, policy);
        TaskHubOptions options = new() { HubName = TestHub.NewName() };
        await using (TaskHub hub = await storage.StartAsync(options, Functions))
        {
            await TestHub.BeginAsync(hub, "Parent", id: "parent");
            CancellationToken patience = TestHub.Patience();
            // Waits in memory only: polling the table would make the calls uncountable.
            while ((await hub.Client.GetInstanceAsync("parent", patience))?.SerializedCustomStatus is null)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience);
            await hub.Client.RaiseEventAsync("parent", "Go", 1, patience);
            await TestHub.FinishAsync(hub, "parent");
            await hub.StopAsync(patience);
        }

        return await TablesAsync(options);
    }

    /// <summary>All rows without times, and with keys and blobs numbered in the order in which they appear.</summary>
    private async Task<string> TablesAsync(TaskHubOptions options)
    {
        List<string> lines = [];
        HubTable table = new(TestHub.Storage(azurite).Tables.GetTableClient($"{options.HubName}Engine"));
        await foreach (TableEntity row in table.ReadAsync(RowKeys.All, filter: null, select: null, TestHub.Patience()))
        {
            if (row.RowKey == RowKeys.Epoch) continue;
            IEnumerable<string> values = row.Where(p => p.Key is not ("odata.etag" or "PartitionKey" or "RowKey" or "Timestamp" or "CreatedAt" or "UpdatedAt"))
                .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}");
            lines.Add($"{row.RowKey}: {string.Join("; ", values)}");
        }

        Dictionary<string, string> keys = [];
        string text = Time().Replace(string.Join('\n', lines), "TIME");
        return Key().Replace(text, match => keys.TryGetValue(match.Value, out string? known) ? known : keys[match.Value] = $"KEY{keys.Count}");
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Time();

    [GeneratedRegex("[0-9a-f]{18}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Key();
}
