using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Storage.Queues;

/// <summary>Keeps a taken message hidden while it is worked on. Each renewal gives a new pop receipt; only the newest can delete.</summary>
internal sealed class MessageLease : IAsyncDisposable
{
    // After a failed renewal the next is tried at this part of the lease, so that a short outage does not cost the message.
    private const int RetryPart = 8;

    private readonly QueueClient queue;
    private readonly string messageId;
    private readonly TimeSpan duration;
    private readonly TimeProvider clock;
    private readonly ILogger logger;
    private readonly CancellationTokenSource release;
    private readonly CancellationTokenSource work;
    private readonly Task renewing;
    private string receipt;

    public MessageLease(QueueClient queue, QueueMessage message, TimeSpan duration, TimeProvider clock, ILogger logger, CancellationToken abandoned)
    {
        this.queue = queue;
        this.duration = duration;
        this.clock = clock;
        this.logger = logger;
        messageId = message.MessageId;
        receipt = message.PopReceipt;
        release = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        work = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        renewing = RenewAsync(release.Token);
    }

    /// <summary>Fires when the work has no more sense: the pump gave up on it, or somebody else has the message.</summary>
    public CancellationToken Token => work.Token;

    public bool Lost { get; private set; }

    /// <summary>Ends the renewals. After this <see cref="Lost"/> and the result, the newest receipt, are final.</summary>
    public async Task<string> EndAsync()
    {
        await release.CancelAsync();
        await renewing;
        return receipt;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        release.Dispose();
        work.Dispose();
    }

    private async Task RenewAsync(CancellationToken ended)
    {
        long renewed = clock.GetTimestamp();
        TimeSpan pause = duration / 2;
        while (!Lost)
        {
            try
            {
                await Task.Delay(pause, clock, ended);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            try
            {
                // Not cancelled with the work: a renewal whose answer nobody read leaves no receipt to delete with.
                receipt = (await queue.UpdateMessageAsync(messageId, receipt, visibilityTimeout: duration, cancellationToken: CancellationToken.None)).Value.PopReceipt;
                renewed = clock.GetTimestamp();
                pause = duration / 2;
                QueuePumpLog.Renewed(logger, queue.Name, messageId);
            }
            catch (Exception error)
            {
                Lost = (error is RequestFailedException failed && QueueErrors.IsLostMessage(failed)) || clock.GetElapsedTime(renewed) >= duration;
                pause = duration / RetryPart;
                QueuePumpLog.NotRenewed(logger, queue.Name, messageId, Lost, QueuePumpLog.Text(error));
            }
        }

        await work.CancelAsync();
    }
}
