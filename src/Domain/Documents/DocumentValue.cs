using System.Globalization;

namespace ServerlessTraining.Domain.Documents;

/// <summary>A node that is being read. Each reading notes what is wrong and gives a stand-in then; nothing of it is used, because <see cref="DocumentReader"/> throws.</summary>
public sealed class DocumentValue
{
    private const int LongestText = 200;
    private readonly string path;
    private readonly DocumentErrors errors;

    internal DocumentValue(DocumentNode node, string path, DocumentErrors errors)
    {
        Node = node;
        this.path = path;
        this.errors = errors;
    }

    public DocumentNode Node { get; }

    /// <summary>Whether anything was wrong so far, here or elsewhere in the document: rules over several values are asked only where not.</summary>
    public bool HasErrors => errors.Any;

    public string Text(int maxLength = LongestText)
    {
        string allowed = $"a text of 1 to {maxLength} characters on one line";
        if (!TryText(allowed, out string text)) return "";
        if (string.IsNullOrWhiteSpace(text) || text.Length > maxLength || text.Any(char.IsControl)) Wrong(allowed);
        return text;
    }

    public T Parsed<T>(TextParser<T> parse, string allowed)
    {
        ArgumentNullException.ThrowIfNull(parse);
        T value = default!;
        if (TryText(allowed, out string text) && !parse(text, out value)) Wrong(allowed);
        return value;
    }

    /// <summary>The spelling is exact; a near miss is named.</summary>
    public string OneOf(IReadOnlyList<string> names)
    {
        string allowed = $"one of {DocumentText.Choice(names)}";
        if (!TryText(allowed, out string text)) return "";
        if (!names.Contains(text, StringComparer.Ordinal)) Wrong(allowed, NearestName.Clause(text, names));
        return text;
    }

    public bool Boolean()
    {
        if (Node is DocumentScalar { Kind: DocumentScalarKind.Boolean } scalar) return scalar.Text == "true";
        Wrong("true or false");
        return false;
    }

    /// <summary>Any spelling of a whole number: 3, 3.0 and 3e0 are one.</summary>
    public int WholeNumber(int minimum, int maximum)
    {
        if (TryNumber(out double value) && value == Math.Floor(value) && value >= minimum && value <= maximum) return (int)value;
        Wrong($"a whole number from {minimum} to {maximum}");
        return 0;
    }

    public double Number(double minimum = double.MinValue, double maximum = double.MaxValue)
    {
        if (TryNumber(out double value) && value >= minimum && value <= maximum) return value;
        string least = minimum > double.MinValue ? $" of at least {CanonicalNumber.Write(minimum)}" : "";
        string most = maximum < double.MaxValue ? $"{(least.Length > 0 ? " and" : " of")} at most {CanonicalNumber.Write(maximum)}" : "";
        Wrong($"a number{least}{most}");
        return 0;
    }

    /// <summary>Any value at all, as <see cref="CanonicalJson"/>.</summary>
    public string Canonical() => CanonicalJson.Write(Node, path, errors);

    /// <summary>Any number of items, also none.</summary>
    public IReadOnlyList<T> List<T>(Func<DocumentValue, T> item)
    {
        if (Node is DocumentSequence) return Items(item);
        Wrong("a list");
        return [];
    }

    /// <summary>A list of at least one, or one value without the list.</summary>
    public IReadOnlyList<T> OneOrMore<T>(Func<DocumentValue, T> item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (Node is not DocumentSequence sequence) return [item(this)];
        if (sequence.Items.Count == 0) Wrong("one value or a list of at least one");
        return Items(item);
    }

    /// <summary>A mapping with known keys, which are those that <paramref name="read"/> asks for.</summary>
    public T Mapping<T>(Func<MappingReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        if (Node is not DocumentMapping mapping)
        {
            Wrong("a mapping of keys to values");
            return default!;
        }

        MappingReader reader = new(mapping, path, errors);
        T result = read(reader);
        reader.RefuseUnknownKeys();
        return result;
    }

    /// <summary>A mapping with any keys, in the order written.</summary>
    public IReadOnlyList<KeyValuePair<string, T>> Entries<T>(Func<DocumentValue, T> read)
    {
        if (Node is not DocumentMapping mapping)
        {
            Wrong("a mapping of keys to values");
            return [];
        }

        return
        [
            .. from entry in mapping.Entries
               let value = new DocumentValue(entry.Value, DocumentText.Join(path, entry.Key), errors)
               select KeyValuePair.Create(entry.Key, read(value)),
        ];
    }

    /// <summary>Notes an error of the caller's own rules at this place.</summary>
    public void Error(string message) => errors.Add(Node.Position, path, message);

    private IReadOnlyList<T> Items<T>(Func<DocumentValue, T> item) =>
        [.. ((DocumentSequence)Node).Items.Select((node, index) => item(new DocumentValue(node, $"{path}[{index}]", errors)))];

    private bool TryText(string allowed, out string text)
    {
        if (Node is DocumentScalar { Kind: DocumentScalarKind.Text } scalar)
        {
            text = scalar.Text;
            return true;
        }

        text = "";
        Wrong(allowed, Node is DocumentScalar { Kind: not DocumentScalarKind.Null } ? "; put it in quotes to make it a text" : "");
        return false;
    }

    private bool TryNumber(out double value)
    {
        value = 0;
        return Node is DocumentScalar { Kind: DocumentScalarKind.Number } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private void Wrong(string allowed, string hint = "") => Error($"must be {allowed}, but is {Node.Describe()}{hint}");
}
