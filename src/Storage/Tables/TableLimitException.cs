using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Tables;

/// <summary>A write is larger than Azure Tables take, or has a key that they refuse. The emulator would take it.</summary>
public sealed class TableLimitException : ServerlessTrainingException
{
    public TableLimitException(string what, IReadOnlyList<string> errors)
        : base($"{what} cannot be written: {string.Join("; ", errors ?? [])}.") => Errors = errors ?? [];

    public TableLimitException()
    {
    }

    public TableLimitException(string message)
        : base(message)
    {
    }

    public TableLimitException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public IReadOnlyList<string> Errors { get; } = [];
}
