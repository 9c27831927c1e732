namespace ServerlessTraining.Domain.Documents;

/// <summary>A mapping with a set of known keys: those that were asked for. Any other key in it is an error.</summary>
public sealed class MappingReader
{
    private readonly DocumentMapping mapping;
    private readonly string path;
    private readonly DocumentErrors errors;
    private readonly Dictionary<string, DocumentEntry> entries;
    private readonly List<string> known = [];

    internal MappingReader(DocumentMapping mapping, string path, DocumentErrors errors)
    {
        this.mapping = mapping;
        this.path = path;
        this.errors = errors;
        entries = mapping.Entries.ToDictionary(entry => entry.Key);
    }

    public T Required<T>(string key, Func<DocumentValue, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (Find(key) is { } value) return read(value);
        DocumentPosition position = entries.TryGetValue(key, out DocumentEntry? empty) ? empty.Position : mapping.Position;
        errors.Add(position, PathOf(key), empty is null ? "this key is required, but is missing" : "this key is required, but is empty (null)");
        return default!;
    }

    /// <summary>A key that is missing or empty gives <paramref name="otherwise"/>.</summary>
    public T Optional<T>(string key, Func<DocumentValue, T> read, T otherwise)
    {
        ArgumentNullException.ThrowIfNull(read);
        return Find(key) is { } value ? read(value) : otherwise;
    }

    internal void RefuseUnknownKeys()
    {
        foreach (DocumentEntry entry in mapping.Entries.Where(entry => !known.Contains(entry.Key)))
        {
            string hint = NearestName.Clause(entry.Key, known.Where(key => !entries.ContainsKey(key)));
            errors.Add(entry.Position, PathOf(entry.Key), $"this key is not known{(hint.Length > 0 ? hint : ".")} Allowed are {DocumentText.Choice(known)}");
        }
    }

    private DocumentValue? Find(string key)
    {
        known.Add(key);
        bool given = entries.TryGetValue(key, out DocumentEntry? entry) && entry.Value is not DocumentScalar { Kind: DocumentScalarKind.Null };
        return given ? new DocumentValue(entry!.Value, PathOf(key), errors) : null;
    }

    private string PathOf(string key) => DocumentText.Join(path, key);
}
