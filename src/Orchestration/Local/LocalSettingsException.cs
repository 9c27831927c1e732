using ServerlessTraining.Domain;

namespace ServerlessTraining.Orchestration.Local;

/// <summary>A setting of the local run is wrong.</summary>
public sealed class LocalSettingsException : ServerlessTrainingException
{
    public LocalSettingsException(string message)
        : base(message)
    {
    }

    public LocalSettingsException()
    {
    }

    public LocalSettingsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
