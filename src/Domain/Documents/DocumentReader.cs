namespace ServerlessTraining.Domain.Documents;

/// <summary>Reads a whole document into a type of ours and tells all that is wrong with it at once:
/// <code>DocumentReader.Read(root, "The plan", value => value.Mapping(map => new Plan(map.Required("folds", v => v.WholeNumber(1, 45)))))</code></summary>
public static class DocumentReader
{
    /// <summary><paramref name="read"/> must not throw for what it reads: a wrong value is noted, a stand-in (0, null) takes its place, and the result is thrown away.</summary>
    /// <exception cref="DocumentException">Something is wrong; <paramref name="source"/> begins the text.</exception>
    public static T Read<T>(DocumentNode root, string source, Func<DocumentValue, T> read)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(read);
        DocumentErrors errors = new();
        T result = read(new DocumentValue(root, "", errors));
        errors.ThrowIfAny(source);
        return result;
    }
}
