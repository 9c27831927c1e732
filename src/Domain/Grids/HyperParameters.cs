using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Domain.Grids;

/// <summary>The hyper-parameters of one configuration. What they mean and what they default to is the trainer's to know, so a value left out and the same value written out
/// are two configurations; a null value is the same as one left out.</summary>
public sealed record HyperParameters
{
    private const string Source = "hyper_parameters";
    private const string Absent = "null";

    private HyperParameters(string json) => Json = json;

    public static HyperParameters None { get; } = new("{}");

    /// <summary>A canonical JSON object: equal text is equal hyper-parameters.</summary>
    public string Json { get; }

    /// <exception cref="DocumentException">The text is not a JSON object.</exception>
    public static HyperParameters Parse(string json) =>
        DocumentReader.Read(JsonDocumentReader.Read(json, Source), Source, Read);

    public override string ToString() => Json;

    internal static HyperParameters Read(DocumentValue value) => Of(value.Entries(entry => entry.Canonical()));

    /// <summary>The values are canonical JSON already.</summary>
    internal static HyperParameters Of(IEnumerable<KeyValuePair<string, string>> values)
    {
        IEnumerable<string> members = values
            .Where(pair => pair.Value != Absent)
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{CanonicalJson.Quote(pair.Key)}:{pair.Value}");
        return new HyperParameters($"{{{string.Join(',', members)}}}");
    }
}
