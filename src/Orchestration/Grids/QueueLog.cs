using Microsoft.Extensions.Logging;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Says what a queue does where people read it: in the queue's own log, and in the program's.</summary>
public sealed partial class QueueLog(QueueLogStore store, ILogger<QueueLog> logger)
{
    /// <param name="key">Of the line: a step that is made again says it once.</param>
    public async Task SayAsync(string queueId, string key, string text, CancellationToken cancellationToken)
    {
        if (await store.AppendAsync(queueId, key, text, cancellationToken)) LogLine(logger, text, queueId);
    }

    [LoggerMessage(EventId = 3301, Level = LogLevel.Information, Message = "{Text} [{QueueId}]")]
    private static partial void LogLine(ILogger logger, string text, string queueId);
}
