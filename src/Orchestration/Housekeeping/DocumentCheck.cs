using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Documents;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Whether the document of a row can be read, whatever it is a document of.</summary>
internal static class DocumentCheck
{
    /// <summary>Null where it can.</summary>
    public static Task<string?> FindFaultAsync(TableEntity row, Payloads payloads, CancellationToken cancellation) => StoredFaults.OfAsync(async () =>
    {
        ReadOnlyMemory<byte> content = row.GetString(DocumentColumn<object>.Inline) is { } text
            ? Encoding.UTF8.GetBytes(text)
            : await payloads.GetAsync(row.GetString(DocumentColumn<object>.Reference), cancellation);
        using JsonDocument document = JsonDocument.Parse(content);
        bool good = document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("schema", out JsonElement schema)
            && schema.ValueKind == JsonValueKind.Number;
        if (!good) throw new StoredDocumentException("The document is damaged: it is no object with a number 'schema'. Restore the row from a copy, or delete it.");
    });
}
