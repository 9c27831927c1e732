using System.Diagnostics.Metrics;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.Orchestration.Telemetry;

/// <summary>Looks at the work queues for the gauges of their age and length. A timer that runs anyway has it look; the gauges say again what was seen last, and where nobody takes
/// the figures nothing is looked at.</summary>
public sealed partial class QueueAges(StorageAccounts accounts, TimeProvider clock, ILogger<QueueAges> logger)
{
    /// <summary>How long a look is told. In Azure the timer may go on on another instance, and what this one saw then says nothing any more.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(2);

    // As many as one call gives: the storage does not promise that the oldest comes first.
    private const int Peeked = 32;
    private static Look? last;

    public async Task LookAsync(CancellationToken cancellationToken)
    {
        if (!Instruments.QueueAge.Enabled && !Instruments.QueueLength.Enabled) return;
        List<Seen> seen = [];
        foreach (string queue in (string[])[.. FoldQueues.Tasks, FoldQueues.Results])
        {
            try
            {
                seen.Add(await LookAsync(queue, cancellationToken));
            }
            catch (RequestFailedException error)
            {
                LogNotSeen(logger, queue, error.Status, error.ErrorCode);
            }
        }

        Volatile.Write(ref last, new Look(clock, clock.GetUtcNow(), seen));
    }

    internal static IEnumerable<Measurement<double>> Ages() => Told().Select(seen => new Measurement<double>(seen.Age, Tag(seen)));

    internal static IEnumerable<Measurement<long>> Lengths() => Told().Select(seen => new Measurement<long>(seen.Length, Tag(seen)));

    private static KeyValuePair<string, object?> Tag(Seen seen) => new(Instruments.QueueTag, seen.Queue);

    private static IReadOnlyList<Seen> Told() => Volatile.Read(ref last) is { } look && look.Clock.GetUtcNow() - look.At < Fresh ? look.Queues : [];

    private async Task<Seen> LookAsync(string queue, CancellationToken cancellationToken)
    {
        // Without decoding: one message that is no base64 would hide the others.
        QueueClient client = WorkQueue.Open(accounts.Data, queue).Queue;
        QueueProperties properties = await client.GetPropertiesAsync(cancellationToken);
        if (properties.ApproximateMessagesCount == 0) return new Seen(queue, 0, 0);
        PeekedMessage[] waiting = await client.PeekMessagesAsync(Peeked, cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        double age = waiting.Select(message => (now - (message.InsertedOn ?? now)).TotalSeconds).DefaultIfEmpty().Max();
        return new Seen(queue, Math.Max(0, age), properties.ApproximateMessagesCount);
    }

    [LoggerMessage(EventId = 4160, Level = LogLevel.Warning, Message = "The queue {Queue} could not be looked at: {Status} {Code}")]
    private static partial void LogNotSeen(ILogger logger, string queue, int status, string? code);

    private sealed record Seen(string Queue, double Age, long Length);

    private sealed record Look(TimeProvider Clock, DateTimeOffset At, IReadOnlyList<Seen> Queues);
}
