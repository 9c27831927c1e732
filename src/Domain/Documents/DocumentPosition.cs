namespace ServerlessTraining.Domain.Documents;

/// <summary>A place in the text of a document. Line and column count from 1; a column is a UTF-16 character, as in most editors.</summary>
public readonly record struct DocumentPosition(int Line, int Column)
{
    public static DocumentPosition Start { get; } = new(1, 1);

    public override string ToString() => $"{Line}:{Column}";
}
