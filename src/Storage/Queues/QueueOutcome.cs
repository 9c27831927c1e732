namespace ServerlessTraining.Storage.Queues;

/// <summary>How the work on a message ended.</summary>
public sealed record QueueOutcome
{
    private QueueOutcome(QueueOutcomeKind kind, string reason, TimeSpan? delay)
    {
        Kind = kind;
        Reason = reason;
        Delay = delay;
    }

    /// <summary>The message is deleted.</summary>
    public static QueueOutcome Done { get; } = new(QueueOutcomeKind.Done, "", delay: null);

    public QueueOutcomeKind Kind { get; }

    /// <summary>Empty when it is done.</summary>
    public string Reason { get; }

    internal TimeSpan? Delay { get; }

    /// <summary>The message is visible again after <see cref="QueuePumpOptions.RetryDelay"/>; it is parked when it was taken often enough.</summary>
    public static QueueOutcome Retry(string reason) => new(QueueOutcomeKind.Retry, reason, delay: null);

    /// <summary>Nothing has failed, it is only not its time: the message is visible again after the delay.</summary>
    public static QueueOutcome Later(string reason, TimeSpan delay) => new(QueueOutcomeKind.Later, reason, delay);

    /// <summary>The message is parked now, however seldom it was taken: no further attempt can end better.</summary>
    public static QueueOutcome Park(string reason) => new(QueueOutcomeKind.Park, reason, delay: null);
}
