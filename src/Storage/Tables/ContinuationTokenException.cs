using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Tables;

/// <summary>A continuation cannot be used for this list.</summary>
public sealed class ContinuationTokenException : ServerlessTrainingException
{
    public ContinuationTokenException(string reason)
        : base($"The continuation cannot be used: {reason}. Pass the continuation of the page before with the same filters, or none for the first page.")
    {
    }

    public ContinuationTokenException()
    {
    }

    public ContinuationTokenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
