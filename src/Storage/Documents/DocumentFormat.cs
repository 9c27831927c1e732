using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Storage.Documents;

/// <summary>How one kind of document is stored: JSON whose first field is <c>schema</c>. A document of a newer program is refused rather than half understood.</summary>
/// <param name="name">For messages, as <c>run</c>.</param>
/// <param name="schema">From 1; raised when an older reader would misread the document, not when a field is added.</param>
public sealed class DocumentFormat<T>(string name, int schema = 1)
    where T : notnull
{
    private const string Schema = "schema";

    public string Name => name;

    public byte[] Write(T value)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(value, StorageJson.Options);
        if (body.Length < 2 || body[0] != (byte)'{') throw new InvalidOperationException($"Only an object can be stored as a document, and {typeof(T).Name} gives none.");
        byte[] head = Encoding.ASCII.GetBytes(body.Length == 2 ? $"{{\"{Schema}\":{schema}" : $"{{\"{Schema}\":{schema},");
        return [.. head, .. body.AsSpan(1)];
    }

    /// <param name="place">Where the document lies, for messages.</param>
    /// <exception cref="StoredDocumentException">It is damaged, or newer than this program.</exception>
    public T Read(ReadOnlyMemory<byte> document, string place)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(document);
            int found = SchemaOf(json.RootElement);
            if (found > schema)
            {
                throw new StoredDocumentException(
                    $"The {name} in {place} has schema {found}, and this program knows schemas up to {schema}: it was written by a newer program. "
                    + "Use that program or a later one.");
            }

            if (found < 1) throw new StoredDocumentException($"The {name} in {place} is damaged: it has no field '{Schema}' with a number from 1 to {schema}.");
            return json.RootElement.Deserialize<T>(StorageJson.Options) ?? throw new JsonException("it is null");
        }
        catch (Exception damaged) when (damaged is JsonException or NotSupportedException or InvalidOperationException
            || (damaged is ServerlessTrainingException and not StoredDocumentException))
        {
            throw new StoredDocumentException($"The {name} in {place} is damaged: {damaged.Message}", damaged);
        }
    }

    /// <summary>0 where there is none.</summary>
    private static int SchemaOf(JsonElement document) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(Schema, out JsonElement number) && number.TryGetInt32(out int value) ? value : 0;
}
