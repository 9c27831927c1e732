namespace ServerlessTraining.Domain.Documents;

/// <summary>Keys and values in the order written; no key comes twice.</summary>
public sealed class DocumentMapping : DocumentNode
{
    internal DocumentMapping(DocumentPosition position, IReadOnlyList<DocumentEntry> entries)
        : base(position) => Entries = entries;

    public IReadOnlyList<DocumentEntry> Entries { get; }

    public override string Describe() => "a mapping";
}
