using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>What people read while a queue runs. A line has a key of its own, so that a step which is made again says it once.</summary>
public sealed class QueueLogStore
{
    private const string Line = "line";
    private const string Key = "key";
    private const string At = "at";
    private const string Text = "text";
    private readonly EntityTable table;
    private readonly TimeProvider clock;

    public QueueLogStore(StorageClients data, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(data);
        table = data.Table(StorageNames.Tables.QueueLog);
        this.clock = clock;
    }

    /// <returns>False where this line (by its key) was written already; it is left as it is.</returns>
    public async Task<bool> AppendAsync(string queueId, string key, string text, CancellationToken cancellationToken)
    {
        string partition = TableKey.Of(queueId);
        DateTimeOffset now = clock.GetUtcNow();
        string row = TableKey.Of(Line, now.UtcTicks.ToString("d19", CultureInfo.InvariantCulture), key);
        return await table.SubmitAsync(
            new TableBatch()
                .Insert(new TableEntity(partition, TableKey.Of(Key, key)))
                .Insert(new TableEntity(partition, row) { [At] = now, [Text] = text }),
            cancellationToken);
    }

    /// <summary>The oldest first.</summary>
    /// <param name="after">The cursor of the last line that is known; null from the start.</param>
    /// <param name="limit">1 to 1,000.</param>
    public async Task<IReadOnlyList<QueueLogLine>> ReadAsync(string queueId, string? after, int limit, CancellationToken cancellationToken)
    {
        TableQuery query = new() { PartitionKey = TableKey.Of(queueId), RowPrefix = TableKey.Prefix(Line), RowFrom = after is null ? null : RowAfter(after) };
        StoredPage<TableEntity> page = await table.PageAsync(query, limit, continuation: null, cancellationToken);
        return [.. page.Items.Select(row => new QueueLogLine(row.GetDateTimeOffset(At)!.Value, row.GetString(Text), CursorOf(row.RowKey)))];
    }

    // A cursor is the row key without its first part; `!` is below every character that a key may have, so this is the next key there can be.
    private static string RowAfter(string cursor) => $"{TableKey.Prefix(Line)}{cursor}!";

    private static string CursorOf(string rowKey) => rowKey[TableKey.Prefix(Line).Length..];
}
