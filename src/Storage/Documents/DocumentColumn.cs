using System.Text;
using Azure.Data.Tables;

namespace ServerlessTraining.Storage.Documents;

/// <summary>The document of a row: in the row itself up to 32 KB, beyond that in a blob that the row names. The only place that reads and writes either.</summary>
public sealed class DocumentColumn<T>(DocumentFormat<T> format, Payloads payloads)
    where T : notnull
{
    /// <summary>The property with the document itself.</summary>
    public const string Inline = "document";

    /// <summary>The property with the name of the payload.</summary>
    public const string Reference = "document_payload";

    public async Task WriteAsync(TableEntity row, T value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        byte[] document = format.Write(value);
        row.Remove(Inline);
        row.Remove(Reference);
        if (document.Length <= Payloads.LargestInline) row[Inline] = Encoding.UTF8.GetString(document);
        else row[Reference] = await payloads.PutAsync(document, cancellationToken);
    }

    /// <exception cref="StoredDocumentException">The document is damaged, newer than this program, or gone.</exception>
    public async Task<T> ReadAsync(TableEntity row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        string place = $"row '{row.PartitionKey}', '{row.RowKey}'";
        if (row.GetString(Inline) is { } text) return format.Read(Encoding.UTF8.GetBytes(text), place);
        string name = row.GetString(Reference) ?? throw new StoredDocumentException($"The {format.Name} in {place} is damaged: it has neither '{Inline}' nor '{Reference}'.");
        return format.Read(await payloads.GetAsync(name, cancellationToken), place);
    }
}
