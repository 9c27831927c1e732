using Microsoft.Extensions.Logging;

namespace ServerlessTraining.LocalHost.Queues;

internal static partial class QueueListenerLog
{
    [LoggerMessage(4201, LogLevel.Error, "Function {Function} failed for message {Message} of queue {Queue}: {Error}")]
    public static partial void Failed(ILogger logger, string function, string message, string queue, string error);
}
