using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Schema;

/// <summary>What is stored has a version that this program cannot work with.</summary>
public sealed class StorageSchemaException : ServerlessTrainingException
{
    public StorageSchemaException()
    {
    }

    public StorageSchemaException(string message)
        : base(message)
    {
    }

    public StorageSchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
