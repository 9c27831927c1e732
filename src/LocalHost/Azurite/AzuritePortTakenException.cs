using ServerlessTraining.Domain;

namespace ServerlessTraining.LocalHost.Azurite;

/// <summary>A port of the storage emulator belongs to another process.</summary>
public sealed class AzuritePortTakenException : ServerlessTrainingException
{
    public AzuritePortTakenException(string message)
        : base(message)
    {
    }

    public AzuritePortTakenException()
    {
    }

    public AzuritePortTakenException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
