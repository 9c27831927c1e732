using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Storage.Retries;

internal static partial class RetryLog
{
    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "Storage: {Method} to {Host} failed ({Reason}); try {Try} of {Tries} follows in {Milliseconds} ms")]
    public static partial void Retrying(ILogger logger, string method, string host, string reason, int @try, int tries, double milliseconds);
}
