using Microsoft.Extensions.Logging;

namespace ServerlessTraining.Orchestration.Startup;

internal static partial class StorageStartLog
{
    [LoggerMessage(EventId = 4180, Level = LogLevel.Information, Message = "Storage: the data account is at version {Version} (try {Attempt})")]
    public static partial void Ready(ILogger logger, int version, int attempt);

    [LoggerMessage(EventId = 4181, Level = LogLevel.Warning,
        Message = "Storage: no function that needs the data account runs yet (try {Attempt}): {Reason} Next try in {Seconds} s")]
    public static partial void NotYet(ILogger logger, int attempt, string reason, double seconds);

    [LoggerMessage(EventId = 4182, Level = LogLevel.Critical,
        Message = "Storage: no function that needs the data account runs: {Reason} Looked at again in {Seconds} s")]
    public static partial void Refused(ILogger logger, string reason, double seconds);
}
