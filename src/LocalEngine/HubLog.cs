using Microsoft.Extensions.Logging;

namespace ServerlessTraining.LocalEngine;

/// <summary>What the engine says.</summary>
internal static partial class HubLog
{
    [LoggerMessage(5000, LogLevel.Information, "Task hub '{Hub}' started as epoch {Epoch}: {Instances} unfinished instances, {Activities} activities to run again")]
    public static partial void Started(ILogger log, string hub, long epoch, int instances, int activities);

    [LoggerMessage(5001, LogLevel.Information, "Task hub '{Hub}' stopped")]
    public static partial void Stopped(ILogger log, string hub);

    [LoggerMessage(5002, LogLevel.Error, "Task hub '{Hub}' is lost to this process")]
    public static partial void Lost(ILogger log, Exception reason, string hub);

    [LoggerMessage(5003, LogLevel.Warning, "Task hub '{Hub}' was held by {Owner}, which has ended without giving it back; its lease is broken")]
    public static partial void LeaseBroken(ILogger log, string hub, string owner);

    [LoggerMessage(5004, LogLevel.Information, "Task hub '{Hub}' is held by {Owner}; waiting until its lease of {Seconds} s expires")]
    public static partial void WaitingForLease(ILogger log, string hub, string owner, double seconds);

    [LoggerMessage(5005, LogLevel.Warning, "The lease of task hub '{Hub}' could not be renewed and is tried again: {Reason}")]
    public static partial void LeaseNotRenewed(ILogger log, string hub, string reason);

    [LoggerMessage(5006, LogLevel.Information, "The lease was not given back and expires by itself: {Reason}")]
    public static partial void LeaseNotGivenBack(ILogger log, string reason);

    [LoggerMessage(5010, LogLevel.Warning, "Instance '{Instance}' ({Name}) has {Events} history events; every turn replays them all. Split its work into sub-orchestrations")]
    public static partial void LongHistory(ILogger log, string instance, string name, int events);

    [LoggerMessage(5011, LogLevel.Warning, "Instance '{Instance}' calls the activity '{Activity}', which does not exist; known are: {Known}")]
    public static partial void UnknownActivity(ILogger log, string instance, string activity, string known);

    [LoggerMessage(5012, LogLevel.Debug, "An event '{Event}' from '{Sender}' to '{Instance}' is dropped: no such instance is running")]
    public static partial void EventDropped(ILogger log, string @event, string sender, string instance);

    [LoggerMessage(5013, LogLevel.Warning, "Activity '{Activity}' (#{TaskId}) of '{Instance}' was running when a process ended; it runs again as attempt {Attempt}")]
    public static partial void ActivityAgain(ILogger log, string activity, int taskId, string instance, int attempt);

    [LoggerMessage(5014, LogLevel.Warning, "Activity '{Activity}' (#{TaskId}) of '{Instance}' failed")]
    public static partial void ActivityFailed(ILogger log, Exception error, string activity, int taskId, string instance);

    [LoggerMessage(5015, LogLevel.Debug, "Activity '{Activity}' (#{TaskId}) of '{Instance}' has ended, but nobody waits for it any more")]
    public static partial void ActivityLate(ILogger log, string activity, int taskId, string instance);

    [LoggerMessage(5016, LogLevel.Error, "Instance '{Instance}' ({Name}) failed: {Failure}")]
    public static partial void InstanceFailed(ILogger log, string instance, string name, string failure);

    [LoggerMessage(5017, LogLevel.Warning, "Deleting what is left of instance '{Instance}' failed and is tried again at the next start: {Reason}")]
    public static partial void CleanupFailed(ILogger log, string instance, string reason);

    [LoggerMessage(5018, LogLevel.Warning, "{Rows} rows of a commit that was cut off are deleted; nothing refers to them")]
    public static partial void TornRows(ILogger log, int rows);
}
