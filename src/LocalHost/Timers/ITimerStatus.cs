namespace ServerlessTraining.LocalHost.Timers;

/// <summary>Where the last runs of timers are kept.</summary>
public interface ITimerStatus
{
    /// <returns>Null when the timer of that name was never seen.</returns>
    Task<TimerStatus?> ReadAsync(string name, CancellationToken cancellationToken);

    Task WriteAsync(string name, TimerStatus status, CancellationToken cancellationToken);
}
