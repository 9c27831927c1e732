using System.Collections.Concurrent;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalEngine.Tests.Hub;

/// <summary>What a killed process leaves goes on in the next one.</summary>
public sealed class RestartTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Activity_KilledInTheMiddle_RunsAgainWithTheNextAttempt()
    {
        Gate gate = new();
        ConcurrentQueue<int> attempts = new();
        TestHub hub = new(azurite, new TaskHubFunctions()
            .AddOrchestrator("One", async c => await c.CallActivityAsync<string>("Work"))
            .AddActivity("Work", async (call, ct) =>
            {
                attempts.Enqueue(call.Attempt);
                await gate.PassAsync(call.Attempt == 1 ? ct : CancellationToken.None);
                return "done";
            }));
        await using (TaskHub first = await hub.StartAsync())
        {
            await TestHub.BeginAsync(first, "One", id: "a");
            await gate.BegunAsync();
            await first.KillAsync();
        }

        gate.Open();
        await using TaskHub second = await hub.StartAsync();
        OrchestrationMetadata end = await TestHub.FinishAsync(second, "a");

        Assert.Equal("\"done\"", end.SerializedOutput);
        Assert.Equal([1, 2], attempts);
    }

    [Fact]
    public async Task Activity_StoppedGracefully_KeepsItsAttempt()
    {
        Gate gate = new();
        ConcurrentQueue<int> attempts = new();
        TestHub hub = new(azurite, new TaskHubFunctions()
            .AddOrchestrator("One", async c => await c.CallActivityAsync<string>("Work"))
            .AddActivity("Work", async (call, ct) =>
            {
                attempts.Enqueue(call.Attempt);
                await gate.PassAsync(ct);
                return "done";
            }));
        await using (TaskHub first = await hub.StartAsync())
        {
            await TestHub.BeginAsync(first, "One", id: "a");
            await gate.BegunAsync();
            await first.StopAsync(TestHub.Patience());
        }

        gate.Open();
        await using TaskHub second = await hub.StartAsync();
        await TestHub.FinishAsync(second, "a");

        Assert.Equal([1, 1], attempts);
    }

    [Fact]
    public async Task Activity_KilledTooOften_FailsItsCallWithTheReason()
    {
        Gate gate = new();
        TestHub hub = new(
            azurite,
            new TaskHubFunctions()
                .AddOrchestrator("One", async c =>
                {
                    try
                    {
                        return await c.CallActivityAsync<string>("Work");
                    }
                    catch (TaskFailedException failure)
                    {
                        return failure.FailureDetails.ErrorMessage;
                    }
                })
                .AddActivity("Work", async (_, ct) =>
                {
                    await gate.PassAsync(ct);
                    return "done";
                }),
            new TaskHubOptions { MaxActivityAttempts = 2 });
        for (int round = 0; round < 2; round++)
        {
            await using TaskHub killed = await hub.StartAsync();
            if (round == 0) await TestHub.BeginAsync(killed, "One", id: "a");
            await gate.BegunAsync();
            await killed.KillAsync();
        }

        await using TaskHub last = await hub.StartAsync();
        OrchestrationMetadata end = await TestHub.FinishAsync(last, "a");

        Assert.Contains("Activity 'Work' (#0) was started 2 times and the process ended in the middle each time; 2 are allowed.", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_KilledWhileArmed_FiresInTheNextProcessNotBeforeItsTime()
    {
        DateTime due = TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1.5);
        TestHub hub = new(azurite, new TaskHubFunctions().AddOrchestrator("Wait", async c =>
        {
            await c.CreateTimer(c.GetInput<DateTime>(), CancellationToken.None);
            return c.CurrentUtcDateTime >= c.GetInput<DateTime>();
        }));
        await using (TaskHub first = await hub.StartAsync())
        {
            await TestHub.BeginAsync(first, "Wait", due, "t");
            await first.Client.WaitForInstanceStartAsync("t", TestHub.Patience());
            await first.KillAsync();
        }

        await using TaskHub second = await hub.StartAsync();

        Assert.Equal("true", (await TestHub.FinishAsync(second, "t")).SerializedOutput);
    }

    [Fact]
    public async Task Timer_GivenUpBeforeTheKill_IsNotArmedAgain()
    {
        TestHub hub = new(azurite, new TaskHubFunctions()
            .AddActivity("Work", (_, _) => Task.FromResult<object?>(1))
            .AddOrchestrator("GiveUp", async c =>
            {
                using CancellationTokenSource stop = new();
                Task timer = c.CreateTimer(TimeSpan.FromHours(1), stop.Token);
                await c.CallActivityAsync<int>("Work");
                Cancel(stop);
                c.SetCustomStatus("given up");
                return await c.WaitForExternalEvent<string>("Go");
            }));
        await using (TaskHub first = await hub.StartAsync())
        {
            await TestHub.BeginAsync(first, "GiveUp", id: "t");
            await UntilAsync(first, "t", m => m.SerializedCustomStatus == "\"given up\"");
            await first.KillAsync();
        }

        await using TaskHub second = await hub.StartAsync();
        Assert.Equal(0, second.Core.Timers.Count);
        await second.Client.RaiseEventAsync("t", "Go", "on", TestHub.Patience());

        Assert.Equal("\"on\"", (await TestHub.FinishAsync(second, "t")).SerializedOutput);
    }

    [Fact]
    public async Task Events_BufferedBeforeTheKill_AreTakenInTheirOrder()
    {
        TestHub hub = new(azurite, new TaskHubFunctions().AddOrchestrator("Buffered", async c =>
        {
            await c.WaitForExternalEvent<string>("Open");
            List<int> seen = [];
            for (int i = 0; i < 5; i++) seen.Add(await c.WaitForExternalEvent<int>("Item"));
            return seen;
        }));
        await using (TaskHub first = await hub.StartAsync())
        {
            await TestHub.BeginAsync(first, "Buffered", id: "b");
            for (int i = 0; i < 3; i++) await first.Client.RaiseEventAsync("b", "Item", i, TestHub.Patience());
            await first.Client.SuspendInstanceAsync("b", "pause", TestHub.Patience());
            for (int i = 3; i < 5; i++) await first.Client.RaiseEventAsync("b", "Item", i, TestHub.Patience());
            await first.KillAsync();
        }

        await using TaskHub second = await hub.StartAsync();
        Assert.Equal(OrchestrationRuntimeStatus.Suspended, (await second.Client.GetInstanceAsync("b", TestHub.Patience()))!.RuntimeStatus);
        await second.Client.RaiseEventAsync("b", "Open", "x", TestHub.Patience());
        await second.Client.ResumeInstanceAsync("b", "go", TestHub.Patience());

        Assert.Equal("[0,1,2,3,4]", (await TestHub.FinishAsync(second, "b")).SerializedOutput);
    }

    [Fact]
    public async Task Child_RunningAtTheKill_AnswersItsParent()
    {
        TestHub hub = new(azurite, new TaskHubFunctions()
            .AddOrchestrator("Parent", async c => "child said " + await c.CallSubOrchestratorAsync<string>("Child", null, new TaskOptions().WithInstanceId("p-child")))
            .AddOrchestrator("Child", async c => await c.WaitForExternalEvent<string>("Go")));
        await using (TaskHub first = await hub.StartAsync())
        {
            await TestHub.BeginAsync(first, "Parent", id: "p");
            await UntilAsync(first, "p-child", m => m.RuntimeStatus == OrchestrationRuntimeStatus.Running);
            await first.KillAsync();
        }

        await using TaskHub second = await hub.StartAsync();
        await second.Client.RaiseEventAsync("p-child", "Go", "hello", TestHub.Patience());

        Assert.Equal("\"child said hello\"", (await TestHub.FinishAsync(second, "p")).SerializedOutput);
    }

    [Fact]
    public async Task NewExecution_KilledBeforeItsEventsAreTaken_HasThemAfterwards()
    {
        TestHub hub = new(azurite, new TaskHubFunctions().AddOrchestrator("Generations", async c =>
        {
            List<string> seen = c.GetInput<List<string>>() ?? [];
            if (seen.Count == 1) await c.WaitForExternalEvent<string>("Open");
            seen.Add(await c.WaitForExternalEvent<string>("Item"));
            if (seen.Count == 4) return seen;
            c.SetCustomStatus(seen.Count);
            c.ContinueAsNew(seen);
            return null;
        }));
        await using (TaskHub first = await hub.StartAsync())
        {
            await TestHub.BeginAsync(first, "Generations", id: "g");
            foreach (string item in (string[])["a", "b", "c", "d"]) await first.Client.RaiseEventAsync("g", "Item", item, TestHub.Patience());
            await UntilAsync(first, "g", m => m.SerializedInput == "[\"a\"]");
            await first.KillAsync();
        }

        await using TaskHub second = await hub.StartAsync();
        await second.Client.RaiseEventAsync("g", "Open", "x", TestHub.Patience());

        Assert.Equal("[\"a\",\"b\",\"c\",\"d\"]", (await TestHub.FinishAsync(second, "g")).SerializedOutput);
    }

    [Fact]
    public async Task Start_AskedForLater_WaitsForItsTimeInTheNextProcess()
    {
        DateTimeOffset due = TimeProvider.System.GetUtcNow().AddSeconds(1.5);
        TestHub hub = new(azurite, new TaskHubFunctions().AddOrchestrator("Late", c => Task.FromResult<object?>(c.CurrentUtcDateTime >= c.GetInput<DateTime>())));
        await using (TaskHub first = await hub.StartAsync())
        {
            await first.Client.ScheduleNewOrchestrationInstanceAsync("Late", due.UtcDateTime, new StartOrchestrationOptions("l", due), TestHub.Patience());
            await first.KillAsync();
        }

        await using TaskHub second = await hub.StartAsync();
        Assert.Equal("true", (await TestHub.FinishAsync(second, "l")).SerializedOutput);
    }

    // CancelAsync awaits the thread pool, which an orchestrator must not.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private static async Task UntilAsync(TaskHub hub, string id, Func<OrchestrationMetadata, bool> holds)
    {
        CancellationToken patience = TestHub.Patience();
        while (await hub.Client.GetInstanceAsync(id, getInputsAndOutputs: true, patience) is not { } found || !holds(found))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience);
    }
}
