using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>A run cannot be decided by the score it has: the regime rules were edited since. Scored again, it can.</summary>
public sealed class StaleScoreException : ServerlessTrainingException
{
    public StaleScoreException(string message)
        : base(message)
    {
    }

    public StaleScoreException()
    {
    }

    public StaleScoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
