using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

/// <summary>What a start does in which order.</summary>
public sealed class RecoveryTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// A timer that is due already gives its instance a turn the moment it is armed. While the state is still being read, such a turn would find activities that are not known
    /// yet and other instances that are not there.
    /// </summary>
    [Fact]
    public async Task StartAsync_TimersDueAlready_AreArmedAfterTheLastRead()
    {
        ManualTimeProvider clock = new(Start);
        ConcurrentQueue<bool> armedAtACall = new();
        Watch watch = new(() => armedAtACall.Enqueue(IsTimerDueNow(clock)));
        TaskHubFunctions functions = new TaskHubFunctions().AddOrchestrator("Wait", async c =>
        {
            await c.CreateTimer(c.GetInput<DateTime>(), CancellationToken.None);
            return "fired";
        });
        TestHub hub = new(azurite, functions) { Clock = clock };
        await using (TaskHub first = await hub.StartAsync())
        {
            for (int i = 1; i <= 3; i++)
            {
                await TestHub.BeginAsync(first, "Wait", Start.AddMinutes(i).UtcDateTime, $"t{i}");
                await clock.WhenTimerIsDueInAsync(TimeSpan.FromMinutes(1), TestHub.Patience());
                await UntilRunningAsync(first, $"t{i}");
            }

            await first.KillAsync();
        }

        clock.Advance(TimeSpan.FromHours(1));
        StorageClients watched = new(new StorageOptions { ConnectionString = azurite.Server.ConnectionString }, perTry: watch);
        await using TaskHub second = await TaskHub.StartAsync(
            hub.Options, functions, watched, hub.Loggers, clock, TestHub.Patience());

        Assert.NotEmpty(armedAtACall);
        Assert.DoesNotContain(true, armedAtACall);
        Assert.True(IsTimerDueNow(clock));
        clock.Advance(TimeSpan.Zero);
        for (int i = 1; i <= 3; i++) Assert.Equal("\"fired\"", (await TestHub.FinishAsync(second, $"t{i}")).SerializedOutput);
    }

    private static bool IsTimerDueNow(ManualTimeProvider clock) => clock.WhenTimerIsDueInAsync(TimeSpan.Zero, CancellationToken.None).IsCompleted;

    private static async Task UntilRunningAsync(TaskHub hub, string id)
    {
        CancellationToken patience = TestHub.Patience();
        while ((await hub.Client.GetInstanceAsync(id, getInputsAndOutputs: false, patience))?.RuntimeStatus != OrchestrationRuntimeStatus.Running)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience);
    }

    private sealed class Watch(Action look) : HttpPipelinePolicy
    {
        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            look();
            await ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The engine calls storage asynchronously only.");
    }
}
