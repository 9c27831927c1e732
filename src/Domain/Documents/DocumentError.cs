namespace ServerlessTraining.Domain.Documents;

/// <summary>One thing wrong with a document: where, and what, which value, what is allowed. <paramref name="Path"/> is as in `models[0].type`, empty for
/// the whole document.</summary>
public sealed record DocumentError(DocumentPosition Position, string Path, string Message)
{
    public override string ToString() => Path.Length == 0 ? $"{Position} {Message}" : $"{Position} {Path}: {Message}";
}
