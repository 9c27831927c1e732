using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Documents;

/// <summary>A stored document cannot be read.</summary>
public sealed class StoredDocumentException : ServerlessTrainingException
{
    public StoredDocumentException()
    {
    }

    public StoredDocumentException(string message)
        : base(message)
    {
    }

    public StoredDocumentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
