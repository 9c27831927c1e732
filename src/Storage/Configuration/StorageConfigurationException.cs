using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Configuration;

/// <summary>The storage settings are wrong; <see cref="Errors"/> has every reason.</summary>
public sealed class StorageConfigurationException : ServerlessTrainingException
{
    public StorageConfigurationException(IReadOnlyList<string> errors)
        : base($"The storage settings have {errors?.Count} error(s): {string.Join("; ", errors ?? [])}.") =>
        Errors = errors ?? [];

    public StorageConfigurationException()
    {
    }

    public StorageConfigurationException(string message)
        : base(message)
    {
    }

    public StorageConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public IReadOnlyList<string> Errors { get; } = [];
}
