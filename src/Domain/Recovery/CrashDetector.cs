namespace ServerlessTraining.Domain.Recovery;

/// <summary>Tells a crashed queue from a slow one by its host's heartbeat alone: a fold may take an hour and a GPU half an hour to come, so
/// progress says nothing.</summary>
public sealed class CrashDetector
{
    /// <summary>How often a host beats.</summary>
    public static readonly TimeSpan BeatInterval = TimeSpan.FromSeconds(30);

    /// <summary>Ten beats.</summary>
    public static readonly TimeSpan DefaultDetectAfter = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Shortest = 2 * BeatInterval;
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private readonly TimeSpan detectAfter;

    /// <param name="detectAfter">detect_crash_after, 1 minute to 1 day; a single late beat must not be a crash.</param>
    public CrashDetector(TimeSpan detectAfter)
    {
        if (detectAfter < Shortest || detectAfter > Longest)
        {
            throw new ServerlessTrainingException(
                $"detect_crash_after is {detectAfter:c}, allowed is {Shortest:c} to {Longest:c}. The default is {DefaultDetectAfter:c}.");
        }

        this.detectAfter = detectAfter;
    }

    /// <summary>Crashed is a running queue whose host's last beat is as old as detect_crash_after or older. A host that has not beaten yet
    /// is given that time from the start; a beat from the future, of a clock that is ahead, is a fresh one.</summary>
    /// <param name="isRunning">Paused, cancelled and finished queues have no host that must beat.</param>
    /// <param name="lastBeat">Null where there was none yet.</param>
    public bool IsCrashed(bool isRunning, DateTimeOffset started, DateTimeOffset? lastBeat, DateTimeOffset now) =>
        isRunning && now - (lastBeat ?? started) >= detectAfter;
}
