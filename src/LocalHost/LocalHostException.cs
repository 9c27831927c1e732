using ServerlessTraining.Domain;

namespace ServerlessTraining.LocalHost;

/// <summary>The local run cannot start or go on; the message is for the user.</summary>
public sealed class LocalHostException : ServerlessTrainingException
{
    public LocalHostException(string message)
        : base(message)
    {
    }

    public LocalHostException()
    {
    }

    public LocalHostException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
