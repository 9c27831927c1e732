namespace ServerlessTraining.Domain.Documents;

/// <summary>A single value. <see cref="Text"/> is the value of a string and the JSON spelling of everything else (`true`, `null`, a number as it was written), so that
/// what reads a document never asks which language it was written in.</summary>
public sealed class DocumentScalar : DocumentNode
{
    internal DocumentScalar(DocumentPosition position, DocumentScalarKind kind, string text)
        : base(position)
    {
        Kind = kind;
        Text = text;
    }

    public DocumentScalarKind Kind { get; }

    public string Text { get; }

    public override string Describe() => Kind switch
    {
        DocumentScalarKind.Null => "empty (null)",
        DocumentScalarKind.Text => $"the text '{DocumentText.Cut(Text)}'",
        _ => DocumentText.Cut(Text),
    };
}
