using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Orchestration.Tests.Folds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Telemetry;

public sealed class QueueAgesTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Age = "serverless_training.queue.age";
    private const string Length = "serverless_training.queue.length";
    private static readonly string[] Queues = ["queue=fold-results", "queue=fold-tasks-cpu", "queue=fold-tasks-gpu"];

    private readonly FoldScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Look_Messages_TellsTheOldestThatWaitsAndHowManyThereAre()
    {
        using MetricRecorder recorder = MetricRecorder.Start();
        FoldTaskMessage task = await scene.PlanAsync(Token);
        for (int i = 0; i < 3; i++) await scene.Messenger.SendTaskAsync(FoldDevice.Cpu, task, Token);

        // In work: it is counted, and does not wait.
        await scene.Messenger.SendTaskAsync(FoldDevice.Gpu, task, Token);
        await scene.Accounts.Data.Queue(FoldQueues.Gpu).ReceiveMessagesAsync(32, cancellationToken: Token);
        ManualTimeProvider clock = new(TimeProvider.System.GetUtcNow().AddMinutes(10));
        QueueAges ages = new(scene.Accounts, clock, NullLogger<QueueAges>.Instance);

        await ages.LookAsync(Token);
        recorder.Look();

        IReadOnlyDictionary<string, double> told = recorder.Sums(Age);
        Assert.Equal(Queues, told.Keys.Order(StringComparer.Ordinal));
        Assert.Equal((0, 0), (told["queue=fold-results"], told["queue=fold-tasks-gpu"]));
        Assert.InRange(told["queue=fold-tasks-cpu"], 590, 660);
        Assert.Equal([0, 3, 1], Queues.Select(queue => recorder.Sums(Length)[queue]));

        // Nobody has looked for longer than a look is good for.
        using MetricRecorder later = MetricRecorder.Start();
        clock.Advance(QueueAges.Fresh);
        later.Look();
        Assert.Empty(later.Sums(Age));
    }
}
