using System.Buffers.Text;
using System.Globalization;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Storage.Queues;

/// <summary>One taken message to its end: deleted, visible again, or parked.</summary>
internal sealed class MessageWork(WorkQueue queue, QueuePumpOptions options, IQueueHandler handler, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan NeverExpires = TimeSpan.FromSeconds(-1);

    private string Allowed => options.MaxDequeueCount == int.MaxValue ? "any number" : options.MaxDequeueCount.ToString(CultureInfo.InvariantCulture);

    /// <returns>How long until the message can be taken again; null when it is gone, or nobody here knows.</returns>
    public Task<TimeSpan?> RunAsync(QueueMessage raw, CancellationToken abandoned) => GuardAsync(raw, () => FinishAsync(raw, abandoned));

    /// <summary>For a message that came when the pump was asked to stop already.</summary>
    public Task<TimeSpan?> ReturnAsync(QueueMessage raw) => GuardAsync(raw, () => GiveBackAsync(raw, raw.PopReceipt));

    private async Task<TimeSpan?> GuardAsync(QueueMessage raw, Func<Task<TimeSpan?>> act)
    {
        try
        {
            return await act();
        }
        catch (Exception error)
        {
            // Whatever it was, the message is still there: it comes back when its lease is over, and one bad message never ends the pump.
            QueuePumpLog.NotFinished(logger, queue.Name, raw.MessageId, options.Lease, QueuePumpLog.Text(error));
            return null;
        }
    }

    /// <summary>Makes a message visible that was taken and not worked on to the end, because the pump stops.</summary>
    private async Task<TimeSpan?> GiveBackAsync(QueueMessage raw, string receipt)
    {
        QueuePumpLog.GivenBack(logger, queue.Name, raw.MessageId);
        if (raw.DequeueCount < options.MaxDequeueCount) return await ShowAsync(raw, receipt, TimeSpan.Zero);

        // The next taker would park it for its count, but a stop is no failure: a copy begins anew. First the copy, so a crash in between leaves two, not none.
        await queue.Queue.SendMessageAsync(raw.Body, cancellationToken: CancellationToken.None);
        await UnlessLostAsync(raw, () => queue.Queue.DeleteMessageAsync(raw.MessageId, receipt, CancellationToken.None));
        return null;
    }

    private async Task<TimeSpan?> FinishAsync(QueueMessage raw, CancellationToken abandoned)
    {
        QueueMessage? message = Decode(raw);
        await using MessageLease lease = new(queue.Queue, raw, options.Lease, clock, logger, abandoned);
        QueueOutcome outcome = await HandleAsync(raw, message, lease.Token);
        if (outcome.Kind == QueueOutcomeKind.Retry && abandoned.IsCancellationRequested && !lease.Lost)
        {
            return await GiveBackAsync(raw, await lease.EndAsync());
        }

        string reason = SecretRedactor.Redact(outcome.Reason);
        bool parks = outcome.Kind == QueueOutcomeKind.Park;
        if (outcome.Kind == QueueOutcomeKind.Retry && raw.DequeueCount >= options.MaxDequeueCount)
        {
            parks = true;
            reason = $"failed {raw.DequeueCount} of {options.MaxDequeueCount} times, at last: {reason}";
        }

        if (parks && !lease.Lost && !await CopyAsync(raw, message ?? raw, reason)) return options.Lease;

        string receipt = await lease.EndAsync();
        if (lease.Lost)
        {
            QueuePumpLog.Lost(logger, queue.Name, raw.MessageId);
            return null;
        }

        if (parks || outcome.Kind == QueueOutcomeKind.Done)
        {
            await UnlessLostAsync(raw, () => queue.Queue.DeleteMessageAsync(raw.MessageId, receipt, CancellationToken.None));
            return null;
        }

        TimeSpan delay = outcome.Delay ?? options.RetryDelay;
        if (outcome.Kind == QueueOutcomeKind.Later) QueuePumpLog.PutOff(logger, queue.Name, raw.MessageId, delay, reason);
        else QueuePumpLog.Retried(logger, queue.Name, raw.MessageId, raw.DequeueCount, Allowed, delay, reason);
        return await ShowAsync(raw, receipt, delay);
    }

    private async Task<QueueOutcome> HandleAsync(QueueMessage raw, QueueMessage? message, CancellationToken cancellationToken)
    {
        // Before the body is looked at, as the Functions host does (QueueProcessor.BeginProcessingMessageAsync): each earlier taker ended without a word.
        if (raw.DequeueCount > options.MaxDequeueCount)
        {
            return QueueOutcome.Park($"was taken {raw.DequeueCount} times and never finished; allowed are {options.MaxDequeueCount}");
        }

        if (message is null) return QueueOutcome.Park("is not base64; senders encode, as the Functions host expects it");
        try
        {
            return await handler.HandleAsync(message, cancellationToken);
        }
        catch (Exception error)
        {
            return QueueOutcome.Retry(QueuePumpLog.Text(error));
        }
    }

    /// <summary>First the note, then the copy, then (by the caller) the delete: a crash in between repeats a step, it loses nothing.</summary>
    private async Task<bool> CopyAsync(QueueMessage raw, QueueMessage message, string reason)
    {
        if (queue.Poison is null)
        {
            QueuePumpLog.NotParked(logger, queue.Name, raw.MessageId, options.Lease, reason);
            return false;
        }

        // Short, and finished also when the pump stops: a note without its copy would be told twice.
        await handler.ParkAsync(message, reason, CancellationToken.None);
        try
        {
            await SendAsync(queue.Poison, raw);
        }
        catch (RequestFailedException error) when (QueueErrors.IsMissingQueue(error))
        {
            await queue.Poison.CreateIfNotExistsAsync(metadata: null, CancellationToken.None);
            await SendAsync(queue.Poison, raw);
        }

        QueuePumpLog.Parked(logger, queue.Name, raw.MessageId, queue.Poison.Name, reason);
        return true;
    }

    /// <summary>The text as it came. It waits for a person, so it does not run out after the seven days of other messages.</summary>
    private static async Task SendAsync(QueueClient poison, QueueMessage raw) =>
        await poison.SendMessageAsync(raw.Body, visibilityTimeout: null, timeToLive: NeverExpires, CancellationToken.None);

    private async Task<TimeSpan?> ShowAsync(QueueMessage raw, string receipt, TimeSpan delay)
    {
        bool shown = await UnlessLostAsync(
            raw, () => queue.Queue.UpdateMessageAsync(raw.MessageId, receipt, visibilityTimeout: delay, cancellationToken: CancellationToken.None));
        return shown ? delay : null;
    }

    private async Task<bool> UnlessLostAsync(QueueMessage raw, Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RequestFailedException error) when (QueueErrors.IsLostMessage(error))
        {
            QueuePumpLog.Lost(logger, queue.Name, raw.MessageId);
            return false;
        }
    }

    private static QueueMessage? Decode(QueueMessage raw)
    {
        ReadOnlySpan<byte> text = raw.Body.ToMemory().Span;
        if (!Base64.IsValid(text, out int length)) return null;
        byte[] body = new byte[length];
        Base64.DecodeFromUtf8(text, body, out _, out int written);
        return QueuesModelFactory.QueueMessage(
            raw.MessageId, raw.PopReceipt, new BinaryData(body.AsMemory(0, written)), raw.DequeueCount, raw.NextVisibleOn, raw.InsertedOn, raw.ExpiresOn);
    }
}
