using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;
using ServerlessTraining.LocalHost.HostFile;
using ServerlessTraining.Storage.Configuration;
using ServerlessTraining.Storage.Queues;

namespace ServerlessTraining.LocalHost.Queues;

/// <summary>Runs one function for the messages of its queue. The rules are in <see cref="QueuePump"/>; here an exception of the function is a failure.</summary>
public sealed class QueueListener : IAsyncDisposable
{
    private readonly QueuePump pump;

    public QueueListener(
        string name,
        WorkQueue queue,
        QueueSettings settings,
        Func<QueueMessage, CancellationToken, Task> invoke,
        TimeProvider clock,
        ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(settings);
        pump = new QueuePump(queue, settings.ForQueue(queue.Name), new Function(name, queue.Name, invoke, logger), clock, logger);
    }

    /// <summary>Makes the queue when it is missing.</summary>
    public Task StartAsync(CancellationToken cancellationToken) => pump.StartAsync(cancellationToken);

    /// <summary>Looks into the queue now: something in this process has sent a message.</summary>
    public void Wake() => pump.Wake();

    /// <summary>Takes no more; functions that run have <see cref="QueueSettings.StopGrace"/>, then their token fires and their messages are visible again.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => pump.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => pump.DisposeAsync();

    private sealed class Function(string name, string queue, Func<QueueMessage, CancellationToken, Task> invoke, ILogger logger) : IQueueHandler
    {
        public async Task<QueueOutcome> HandleAsync(QueueMessage message, CancellationToken cancellationToken)
        {
            try
            {
                await invoke(message, cancellationToken);
                return QueueOutcome.Done;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return QueueOutcome.Retry("its function was cancelled");
            }
            catch (Exception error)
            {
                // The pump logs the reason; this line has what a developer needs of it.
                QueueListenerLog.Failed(logger, name, message.MessageId, queue, SecretRedactor.Redact(error.ToString()));
                return QueueOutcome.Retry($"{error.GetType().Name}: {error.Message}");
            }
        }

        /// <summary>The pump's log line with the reason is all that the Functions host leaves, too.</summary>
        public Task ParkAsync(QueueMessage message, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
