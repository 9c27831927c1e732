using Azure;
using Azure.Data.Tables;

namespace ServerlessTraining.Storage.Tables;

/// <summary>Writes to one partition that take effect together or not at all: at most 100 rows and 4 MB.</summary>
public sealed class TableBatch
{
    private readonly List<TableTransactionAction> actions = [];
    private long bytes;

    public int Count => actions.Count;

    internal IReadOnlyList<TableTransactionAction> Actions => actions;

    /// <summary>The batch fails where the row is there.</summary>
    public TableBatch Insert(TableEntity row) => Add(TableTransactionActionType.Add, row, default);

    public TableBatch Upsert(TableEntity row) => Add(TableTransactionActionType.UpsertReplace, row, default);

    /// <summary>The batch fails where the row is no longer as it was read (its <see cref="TableEntity.ETag"/>), or is gone.</summary>
    public TableBatch Replace(TableEntity row) => Add(TableTransactionActionType.UpdateReplace, row, EntityTable.RequireETag(row));

    /// <summary>The batch fails where the row is gone, or is not as it was read if <paramref name="etag"/> is given.</summary>
    public TableBatch Delete(string partitionKey, string rowKey, ETag? etag = null) =>
        Add(TableTransactionActionType.Delete, new TableEntity(partitionKey, rowKey), etag ?? ETag.All);

    /// <summary>False where the two do not fit into one transaction; then nothing is added.</summary>
    internal bool TryAdd(TableBatch other)
    {
        if (Count + other.Count > TableLimits.BatchRows || bytes + other.bytes > TableLimits.BatchBytes) return false;
        actions.AddRange(other.actions);
        bytes += other.bytes;
        return true;
    }

    private TableBatch Add(TableTransactionActionType kind, TableEntity row, ETag etag)
    {
        ArgumentNullException.ThrowIfNull(row);
        TableTransactionAction action = new(kind, row, etag);
        actions.Add(action);
        bytes += TableLimits.RequestBytes(action);
        return this;
    }
}
