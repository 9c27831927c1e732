namespace ServerlessTraining.Domain.Documents;

/// <summary>A list of nodes.</summary>
public sealed class DocumentSequence : DocumentNode
{
    internal DocumentSequence(DocumentPosition position, IReadOnlyList<DocumentNode> items)
        : base(position) => Items = items;

    public IReadOnlyList<DocumentNode> Items { get; }

    public override string Describe() => Items.Count == 0 ? "an empty list" : "a list";
}
