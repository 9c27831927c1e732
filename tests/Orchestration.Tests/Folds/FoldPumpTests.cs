using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

public sealed class FoldPumpTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly Func<FoldAttempt, CancellationToken, Task> Works = (_, _) => Task.CompletedTask;
    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Start_JunkBeforeATask_ParksTheJunkAndTrainsTheTask()
    {
        QueueClient queue = scene.Accounts.Data.Queue(FoldQueues.Cpu);
        FoldTaskMessage task = await scene.PlanAsync(Token);
        await queue.SendMessageAsync("junk", Token);
        await scene.Messenger.SendTaskAsync(FoldDevice.Cpu, task, Token);
        await using FoldPump pump = Pump(Works);

        await pump.StartAsync(Token);
        await EmptyAsync(pump);

        Assert.Equal(["junk"], await scene.TakeAsync(FoldQueues.Cpu + StorageNames.Queues.PoisonSuffix, Token));
        Assert.Equal(FoldTaskState.Done, (await scene.Tasks.FindAsync(task.Key, Token))!.State);
        QueueProperties left = await queue.GetPropertiesAsync(Token);
        Assert.Equal(0, left.ApproximateMessagesCount);
    }

    /// <summary>The clock stands, so the pump's own pauses never end: only the signal can wake it.</summary>
    [Fact]
    public async Task Send_InTheSameProcess_WakesThePump()
    {
        TaskCompletionSource trained = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using FoldPump pump = Pump((_, _) =>
        {
            trained.SetResult();
            return Task.CompletedTask;
        });
        await pump.StartAsync(Token);
        await EmptyAsync(pump);

        await scene.Messenger.SendTaskAsync(FoldDevice.Cpu, await scene.PlanAsync(Token), Token);

        await trained.Task.WaitAsync(Patience, TimeProvider.System, Token);
    }

    [Fact]
    public async Task WhenEmpty_WhileAFoldIsTrained_WaitsForIt()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        FoldTaskMessage task = await scene.PlanAsync(Token);
        await scene.Messenger.SendTaskAsync(FoldDevice.Cpu, task, Token);
        await using FoldPump pump = Pump((_, _) =>
        {
            begun.SetResult();
            return release.Task;
        });
        await pump.StartAsync(Token);
        await begun.Task.WaitAsync(Patience, TimeProvider.System, Token);

        Task empty = EmptyAsync(pump);
        Assert.False(empty.IsCompleted);
        release.SetResult();
        await empty;

        Assert.Equal(FoldTaskState.Done, (await scene.Tasks.FindAsync(task.Key, Token))!.State);
    }

    [Fact]
    public async Task Start_OneDevice_LeavesTheQueueOfTheOther()
    {
        FoldTaskMessage task = await scene.PlanAsync(Token);
        await scene.Messenger.SendTaskAsync(FoldDevice.Gpu, task, Token);
        await using FoldPump pump = Pump(Works, FoldDevice.Cpu);

        await pump.StartAsync(Token);
        await EmptyAsync(pump);

        Assert.Equal([task.ToJson()], await scene.TakeAsync(FoldQueues.Gpu, Token));
    }

    [Fact]
    public void New_OptionsOutOfRange_TellsAll()
    {
        FoldPumpOptions wrong = new() { Devices = [FoldDevice.Cpu, FoldDevice.Cpu], Concurrency = 33 };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Pump(Works, wrong));

        Assert.Equal(
            "The trainer's options cannot be used: the queues are 'Cpu, Cpu'; each is allowed once; the concurrency is 33; 1 to 32 is allowed.", error.Message);
    }

    private FoldPump Pump(Func<FoldAttempt, CancellationToken, Task> script, params IReadOnlyList<FoldDevice> devices) =>
        Pump(script, new FoldPumpOptions { Devices = devices.Count == 0 ? [FoldDevice.Cpu, FoldDevice.Gpu] : devices });

    private FoldPump Pump(Func<FoldAttempt, CancellationToken, Task> script, FoldPumpOptions options) =>
        new(scene.Accounts, scene.Consumer(new ScriptedTrainer(script)), scene.Signals, options, scene.Clock, NullLogger<FoldPump>.Instance);

    private static Task EmptyAsync(FoldPump pump) => pump.WhenEmptyAsync(Token).WaitAsync(Patience, TimeProvider.System, Token);
}
