using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Queues;

/// <summary>Options of a pump are out of range.</summary>
public sealed class QueuePumpOptionsException : ServerlessTrainingException
{
    public QueuePumpOptionsException(string message)
        : base(message)
    {
    }

    public QueuePumpOptionsException()
    {
    }

    public QueuePumpOptionsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
