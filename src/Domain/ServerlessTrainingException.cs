namespace ServerlessTraining.Domain;

/// <summary>An expected failure: hosts print <see cref="Exception.Message"/> as it is, without a stack trace. The message says what, which value, what is allowed, what to do.</summary>
#pragma warning disable MA0053 // The one base type that others derive from.
public class ServerlessTrainingException : Exception
#pragma warning restore MA0053
{
    public ServerlessTrainingException()
    {
    }

    public ServerlessTrainingException(string message)
        : base(message)
    {
    }

    public ServerlessTrainingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
