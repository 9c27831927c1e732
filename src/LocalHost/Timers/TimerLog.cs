using Microsoft.Extensions.Logging;

namespace ServerlessTraining.LocalHost.Timers;

internal static partial class TimerLog
{
    [LoggerMessage(4101, LogLevel.Information, "Timer {Function} runs by '{Schedule}' ({Zone}), next at {Next:O}.")]
    public static partial void Started(ILogger logger, string function, string schedule, string zone, DateTimeOffset next);

    [LoggerMessage(4102, LogLevel.Information, "Timer {Function} was due at {Due:O} while the host was down; it runs now.")]
    public static partial void PastDue(ILogger logger, string function, DateTimeOffset due);

    [LoggerMessage(4103, LogLevel.Error, "Timer {Function} failed; its next run is not affected: {Error}")]
    public static partial void Failed(ILogger logger, string function, string error);

    [LoggerMessage(4104, LogLevel.Error, "Timer {Function}: its status could not be kept; after a restart the last run may be repeated: {Error}")]
    public static partial void NotKept(ILogger logger, string function, string error);

    [LoggerMessage(4105, LogLevel.Warning, "Timer {Function}: its kept status cannot be read and is begun anew: {Error}")]
    public static partial void Unreadable(ILogger logger, string function, string error);

    [LoggerMessage(4106, LogLevel.Warning, "Timer {Function} is still running after its cancellation and is left behind.")]
    public static partial void LeftBehind(ILogger logger, string function);

    [LoggerMessage(4107, LogLevel.Information, "Timer {Function} was stopped in a run.")]
    public static partial void Stopped(ILogger logger, string function);
}
