namespace ServerlessTraining.Domain.Documents;

/// <summary>A document cannot be read; <see cref="Errors"/> has every reason, in the order of the text.</summary>
public sealed class DocumentException : ServerlessTrainingException
{
    public DocumentException(string source, IReadOnlyList<DocumentError> errors, int left = 0)
        : base(Text(source, errors, left)) => Errors = errors ?? [];

    public DocumentException()
    {
    }

    public DocumentException(string message)
        : base(message)
    {
    }

    public DocumentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public IReadOnlyList<DocumentError> Errors { get; } = [];

    private static string Text(string source, IReadOnlyList<DocumentError> errors, int left)
    {
        ArgumentNullException.ThrowIfNull(errors);
        int count = errors.Count + left;
        string head = $"{source} has {count} {(count == 1 ? "error" : "errors")}:";
        string[] more = left == 0 ? [] : [$"and {left} more, which are not listed"];
        return string.Join("\n  ", [head, .. errors.Select(error => error.ToString()), .. more]);
    }
}
