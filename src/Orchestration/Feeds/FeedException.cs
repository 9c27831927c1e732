using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>A feed cannot be pulled to its end; the message is for the user.</summary>
public sealed class FeedException : ServerlessTrainingException
{
    public FeedException()
    {
    }

    public FeedException(string message)
        : base(message)
    {
    }

    public FeedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Until when the source asked not to be called; null where it did not.</summary>
    public DateTimeOffset? NotBefore { get; init; }
}
