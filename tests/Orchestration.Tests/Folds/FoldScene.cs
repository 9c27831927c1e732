using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging.Abstractions;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Telemetry;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Queues;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.TrainedModels;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Folds;

/// <summary>The protocol on a storage emulator, with a trainer of the test's.</summary>
internal sealed class FoldScene
{
    private static int made;

    public FoldScene(AzuriteServer azurite)
    {
        Clock = new ManualTimeProvider(new DateTimeOffset(2026, 1, 5, 12, 0, 0, TimeSpan.Zero));
        Accounts = new StorageAccounts(new StorageAccountOptions { Data = new StorageOptions { ConnectionString = azurite.ConnectionString } }, TimeProvider.System);
        Tasks = new FoldTaskStore(Accounts);
        Messenger = new FoldMessenger(Accounts, Signals);
        Predictions = new PredictionStore(Accounts.Data);
        Files = new FoldFiles(new ModelStore(Accounts.Data, Clock), Predictions);
    }

    public static FoldTaskOptions Options { get; } = new() { Heartbeat = TimeSpan.FromSeconds(30), SilentAfter = TimeSpan.FromMinutes(5), MaxAttempts = 3 };

    /// <summary>Counts, and knows no prices.</summary>
    public static FoldMeter Meter { get; } = new(new CostBook(new PriceSettings(), ""), new FoldTrainerOptions());

    public ManualTimeProvider Clock { get; }

    public StorageAccounts Accounts { get; }

    public QueueSignals Signals { get; } = new();

    public FoldTaskStore Tasks { get; }

    public FoldMessenger Messenger { get; }

    public PredictionStore Predictions { get; }

    public FoldFiles Files { get; }

    public FoldActivities Activities => new(Tasks, Messenger, new FoldFileCheck(Files, Predictions), Options, Clock, NullLogger<FoldActivities>.Instance);

    public static QueueMessage Message(string body) =>
        QueuesModelFactory.QueueMessage("id", "receipt", new BinaryData(body), dequeueCount: 1);

    /// <param name="clock">Of the trainer's process, where it is not that of everybody.</param>
    public FoldTaskConsumer Consumer(IFoldTrainer trainer, TimeProvider? clock = null) =>
        new(Tasks, Messenger, trainer, Options, clock ?? Clock, NullLogger<FoldTaskConsumer>.Instance, Meter);

    public async Task CreateAsync(CancellationToken cancellation)
    {
        await new StorageSchema(Accounts.Data).EnsureAsync(cancellation);
        foreach (string queue in StorageNames.Queues.All) await Accounts.Data.Queue(queue).ClearMessagesAsync(cancellation);

        // The clocks of other scenes went on further.
        foreach (string queue in FoldQueues.Tasks) await Tasks.GiveSignAsync(queue, BuildInfo.Version, DateTimeOffset.UnixEpoch, cancellation);
    }

    /// <summary>A fold of its own with its row.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="version">Of the program that planned it; this one where none is named.</param>
    /// <param name="kind">A trial, which leaves no files, where none is named.</param>
    public async Task<FoldTaskMessage> PlanAsync(CancellationToken cancellation, string? version = null, string? kind = FoldWork.Trial)
    {
        FoldWork work = new("""{"model":"ridge"}""", $"data {Interlocked.Increment(ref made)}", "{}", "plan", 1, 1, version ?? BuildInfo.Version) { Kind = kind };
        await Tasks.PlanAsync(work.Key, System.Text.Json.JsonSerializer.Serialize(work, ApiJson.Options), cancellation);
        return new FoldTaskMessage(work.Key, "instance", made);
    }

    public async Task<IReadOnlyList<string>> TakeAsync(string queue, CancellationToken cancellation)
    {
        QueueClient client = Accounts.Data.Queue(queue);
        QueueMessage[] messages = await client.ReceiveMessagesAsync(32, cancellationToken: cancellation);
        foreach (QueueMessage message in messages) await client.DeleteMessageAsync(message.MessageId, message.PopReceipt, cancellation);
        return [.. messages.Select(message => message.Body.ToString())];
    }
}
