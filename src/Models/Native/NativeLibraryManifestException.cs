using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Native;

/// <summary>The manifest of native libraries is missing or cannot be understood.</summary>
public sealed class NativeLibraryManifestException : ServerlessTrainingException
{
    public NativeLibraryManifestException(string message)
        : base(message)
    {
    }

    public NativeLibraryManifestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NativeLibraryManifestException()
    {
    }
}
