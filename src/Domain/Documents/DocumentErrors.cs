namespace ServerlessTraining.Domain.Documents;

/// <summary>Everything wrong that is found while one document is read, so that it can be told at once.</summary>
public sealed class DocumentErrors
{
    /// <summary>A document full of errors must not become a message larger than itself.</summary>
    public const int Most = 100;
    private readonly List<DocumentError> errors = [];
    private int left;

    public bool Any => errors.Count > 0;

    public void Add(DocumentPosition position, string path, string message)
    {
        if (errors.Count < Most) errors.Add(new DocumentError(position, path, message));
        else left++;
    }

    /// <summary><paramref name="source"/> names the document: a file, or what it describes.</summary>
    public void ThrowIfAny(string source)
    {
        if (Any) throw ToException(source);
    }

    internal DocumentException ToException(string source) =>
        new(source, [.. errors.OrderBy(error => error.Position.Line).ThenBy(error => error.Position.Column)], left);
}
