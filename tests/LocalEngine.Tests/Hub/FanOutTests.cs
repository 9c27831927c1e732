using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

public sealed class FanOutTests(AzuriteFixture azurite)
{
    private static readonly TaskHubFunctions Functions = new TaskHubFunctions()
        .AddActivity("One", (_, _) => Task.FromResult<object?>(1))
        .AddOrchestrator("Row", async c => (await Task.WhenAll(Enumerable.Range(0, c.GetInput<int>()).Select(_ => c.CallActivityAsync<int>("One")))).Sum())
        .AddOrchestrator("Grid", async c =>
            (await Task.WhenAll(Enumerable.Range(0, c.GetInput<int>()).Select(_ => c.CallSubOrchestratorAsync<int>("Row", c.GetInput<int>())))).Sum());

    [Fact]
    public async Task Activities_MoreThanMayRunAtOnce_NeverExceedTheLimit()
    {
        int running = 0;
        int most = 0;
        TaskHubFunctions functions = new TaskHubFunctions()
            .AddActivity("Count", async (_, ct) =>
            {
                int now = Interlocked.Increment(ref running);
                InterlockedMax(ref most, now);
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, ct);
                Interlocked.Decrement(ref running);
                return now;
            })
            .AddOrchestrator("Fan", async c => await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => c.CallActivityAsync<int>("Count"))));
        await using TaskHub hub = await new TestHub(azurite, functions, new TaskHubOptions { MaxConcurrentActivities = 3 }).StartAsync();
        await TestHub.BeginAsync(hub, "Fan", id: "f");
        await TestHub.FinishAsync(hub, "f");

        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Activities_400ThroughSubOrchestrations_AllCount()
    {
        await using TaskHub hub = await new TestHub(azurite, Functions).StartAsync();
        await TestHub.BeginAsync(hub, "Grid", 20, "g");

        Assert.Equal("400", (await TestHub.FinishAsync(hub, "g")).SerializedOutput);
        Assert.Empty(hub.Core.Live.All);
    }

    [Fact]
    [Trait("Category", "slow")]
    public async Task Activities_10000ThroughSubOrchestrations_FinishInFlatMemoryAndShortHistories()
    {
        const int Side = 100;
        LongHistoryWatch watch = new();
        using LoggerFactory loggers = new([watch]);
        await using TaskHub hub = await new TestHub(azurite, Functions) { Loggers = loggers }.StartAsync();
        CancellationToken ct = TestContext.Current.CancellationToken;
        List<long> heaps = [];
        for (int round = 0; round < 2; round++)
        {
            long begin = TimeProvider.System.GetTimestamp();
            await TestHub.BeginAsync(hub, "Grid", Side, $"g{round}");
            OrchestrationMetadata end = await hub.Client.WaitForInstanceCompletionAsync($"g{round}", getInputsAndOutputs: true, ct);
            Assert.Equal($"{Side * Side}", end.SerializedOutput);
            heaps.Add(GC.GetTotalMemory(forceFullCollection: true));
            Figures.Tell($"10,000 activities in {TimeProvider.System.GetElapsedTime(begin).TotalSeconds:0.0} s; heap {heaps[^1] / 1e6:0.0} MB");
        }

        Assert.True(heaps[1] < heaps[0] * 1.5, $"the heap grows: {string.Join(", ", heaps)}");
        Assert.Equal(0, watch.Warnings);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (int seen = Volatile.Read(ref target); seen < value; seen = Volatile.Read(ref target)) Interlocked.CompareExchange(ref target, value, seen);
    }

    private sealed class LongHistoryWatch : ILoggerProvider, ILogger
    {
        public int Warnings { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id == 5010) Warnings++;
        }

        public void Dispose()
        {
        }
    }
}
