using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Orchestration.Feeds;

internal static partial class FeedLog
{
    [LoggerMessage(3601, LogLevel.Information, "Feed {Feed}: {Added} bars added, {Replaced} replaced, {Kept} kept against the feed's, {Equal} equal")]
    public static partial void Pulled(ILogger logger, string feed, int added, int replaced, int kept, int equal);

    [LoggerMessage(3602, LogLevel.Warning, "Feed {Feed} failed: {Reason}")]
    public static partial void Failed(ILogger logger, string feed, string reason);

    [LoggerMessage(3603, LogLevel.Warning, "Feed {Feed} is left alone until {NotBefore}: {Reason}")]
    public static partial void RateLimited(ILogger logger, string feed, DateTimeOffset notBefore, string reason);

    [LoggerMessage(3604, LogLevel.Warning, "Feed {Feed} refused {File}: {Reason}")]
    public static partial void FileRefused(ILogger logger, string feed, string file, string reason);

    [LoggerMessage(3605, LogLevel.Information, "Klines from {Host} are asked for again in {Milliseconds} ms (try {Attempt}): {Reason}")]
    public static partial void Retrying(ILogger logger, string host, double milliseconds, int attempt, string reason);

    [LoggerMessage(3606, LogLevel.Information, "Klines from {Host}: weight {Weight} of {Limit} is used, waiting for the next minute")]
    public static partial void WeightUsed(ILogger logger, string host, int weight, int limit);

    [LoggerMessage(3607, LogLevel.Warning, "Feed {Feed}: {Note}")]
    public static partial void Noted(ILogger logger, string feed, string note);

    [LoggerMessage(3608, LogLevel.Information, "The feeds are being pulled by another call; this one does nothing")]
    public static partial void AlreadyPulled(ILogger logger);
}
