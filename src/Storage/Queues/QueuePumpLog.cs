using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage.Configuration;

namespace ServerlessTraining.Storage.Queues;

internal static partial class QueuePumpLog
{
    /// <summary>Exceptions can quote addresses with signatures, so they are logged as text without them.</summary>
    public static string Text(Exception error) => SecretRedactor.Redact($"{error.GetType().Name}: {error.Message}");

    [LoggerMessage(2001, LogLevel.Debug, "Queue {Queue}: message {Message} stays hidden, its work goes on.")]
    public static partial void Renewed(ILogger logger, string queue, string message);

    [LoggerMessage(2002, LogLevel.Warning, "Queue {Queue}: message {Message} could not be kept hidden (lost: {Lost}): {Error}")]
    public static partial void NotRenewed(ILogger logger, string queue, string message, bool lost, string error);

    [LoggerMessage(2003, LogLevel.Warning, "Queue {Queue}: message {Message} failed, attempt {Attempt} of {Attempts}, comes back after {Delay}: {Reason}")]
    public static partial void Retried(ILogger logger, string queue, string message, long attempt, string attempts, TimeSpan delay, string reason);

    [LoggerMessage(2004, LogLevel.Error, "Queue {Queue}: message {Message} goes to {Poison}: {Reason}")]
    public static partial void Parked(ILogger logger, string queue, string message, string poison, string reason);

    [LoggerMessage(2005, LogLevel.Error, "Queue {Queue} has no poison queue: message {Message} stays and comes back after {Lease}: {Reason}")]
    public static partial void NotParked(ILogger logger, string queue, string message, TimeSpan lease, string reason);

    [LoggerMessage(2006, LogLevel.Warning, "Queue {Queue}: message {Message} was taken over by another; what was done here is left to it.")]
    public static partial void Lost(ILogger logger, string queue, string message);

    [LoggerMessage(2007, LogLevel.Information, "Queue {Queue}: message {Message} is given back, its work was stopped.")]
    public static partial void GivenBack(ILogger logger, string queue, string message);

    [LoggerMessage(2008, LogLevel.Error, "Queue {Queue}: message {Message} could not be finished and comes back after {Lease}: {Error}")]
    public static partial void NotFinished(ILogger logger, string queue, string message, TimeSpan lease, string error);

    [LoggerMessage(2009, LogLevel.Warning, "Queue {Queue} cannot be read; asked again after a pause: {Error}")]
    public static partial void NotRead(ILogger logger, string queue, string error);

    [LoggerMessage(2010, LogLevel.Warning, "Queue {Queue}: {Count} messages are still worked on after their cancellation; they come back when their lease is over.")]
    public static partial void LeftBehind(ILogger logger, string queue, int count);

    [LoggerMessage(2011, LogLevel.Information, "Queue {Queue}: message {Message} is put off for {Delay}: {Reason}")]
    public static partial void PutOff(ILogger logger, string queue, string message, TimeSpan delay, string reason);
}
