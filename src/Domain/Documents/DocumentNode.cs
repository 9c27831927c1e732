namespace ServerlessTraining.Domain.Documents;

/// <summary>A part of a configuration document, the same whether it was written in JSON or in YAML: a mapping, a sequence or a scalar.</summary>
public abstract class DocumentNode
{
    private protected DocumentNode(DocumentPosition position) => Position = position;

    public DocumentPosition Position { get; }

    /// <summary>The node as an error text names it, on one line and cut where it is long.</summary>
    public abstract string Describe();
}
