using Azure.Data.Tables;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Auditing;

/// <summary>What was done, by subject, the newest first. There is no way to change or take away an entry.</summary>
public sealed class AuditStore
{
    private readonly EntityTable table;
    private readonly DocumentColumn<AuditEntry> documents;

    public AuditStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        table = data.Table(StorageNames.Tables.Audit);
        documents = new DocumentColumn<AuditEntry>(new DocumentFormat<AuditEntry>("audit entry"), new Payloads(data));
    }

    /// <summary>False where this entry (time, subject, id) is there; it is left as it is.</summary>
    public async Task<bool> AppendAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        TableEntity row = new(TableKey.Of(entry.Subject), TableKey.Of(ReversedTime.Key(entry.At), entry.Id)) { ["name"] = entry.Name, ["action"] = entry.Action };
        await documents.WriteAsync(row, entry, cancellationToken);
        return await table.InsertAsync(row, cancellationToken);
    }

    /// <summary>Of a subject, the newest first.</summary>
    /// <param name="name">Of one thing only; null for all.</param>
    /// <param name="from">At or after.</param>
    /// <param name="before">Before.</param>
    public async Task<StoredPage<AuditEntry>> PageAsync(
        string subject, string? name, DateTimeOffset? from, DateTimeOffset? before, int limit, string? continuation, CancellationToken cancellationToken)
    {
        TableQuery query = new()
        {
            PartitionKey = TableKey.Of(subject),
            RowFrom = before is { } end ? ReversedTime.KeyBefore(end) : null,
            RowBefore = from is { } start ? ReversedTime.KeyBefore(start) : null,
            Filter = name is null ? null : TableClient.CreateQueryFilter($"name eq {name}"),
        };
        StoredPage<TableEntity> page = await table.PageAsync(query, limit, continuation, cancellationToken);
        List<AuditEntry> entries = [];
        foreach (TableEntity row in page.Items) entries.Add(await documents.ReadAsync(row, cancellationToken));
        return new StoredPage<AuditEntry>(entries, page.Continuation);
    }
}
