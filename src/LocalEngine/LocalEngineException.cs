using ServerlessTraining.Domain;

namespace ServerlessTraining.LocalEngine;

/// <summary>The engine cannot do what it was asked; the message is for the user.</summary>
public sealed class LocalEngineException : ServerlessTrainingException
{
    public LocalEngineException(string message)
        : base(message)
    {
    }

    public LocalEngineException()
    {
    }

    public LocalEngineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
