using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.TrainingQueues;

/// <summary>Training queues and their items.</summary>
public sealed class QueueStore
{
    private const string ByTime = "time";
    private const string ByState = "state";
    private const string Beat = "beat";
    private const string At = "at";
    private static readonly string Partition = TableKey.Of("queues");
    private readonly EntityTable table;
    private readonly IndexedTable<QueueRecord> queues;
    private readonly IndexedTable<QueueItem> items;
    private readonly TimeProvider clock;

    public QueueStore(StorageClients data, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(data);
        this.clock = clock;
        Payloads payloads = new(data);
        table = data.Table(StorageNames.Tables.Queues);
        queues = new IndexedTable<QueueRecord>(table, new DocumentColumn<QueueRecord>(new DocumentFormat<QueueRecord>("queue"), payloads), new IndexedRows<QueueRecord>(
            queue => queue.Id,
            queue =>
            [
                TableKey.Of(ByTime, ReversedTime.Key(queue.Created), queue.Id),
                TableKey.Of(ByState, queue.State.ToString(), ReversedTime.Key(queue.Created), queue.Id),
            ],
            Columns));
        items = new IndexedTable<QueueItem>(
            data.Table(StorageNames.Tables.QueueItems),
            new DocumentColumn<QueueItem>(new DocumentFormat<QueueItem>("queue item"), payloads),
            new IndexedRows<QueueItem>(
                item => ItemId(item.Index),
                item => [TableKey.Of(ByState, item.State.ToString(), ItemId(item.Index))],
                (item, row) => row["state"] = item.State.ToString()));
    }

    /// <summary>Stores the items first, so that a queue which can be seen is whole. May be repeated.</summary>
    /// <returns>False where there is a queue of this id; it and its items are left as they are.</returns>
    public async Task<bool> CreateAsync(QueueRecord queue, IReadOnlyList<QueueItem> configurations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queue);
        if (await FindAsync(queue.Id, cancellationToken) is not null) return false;
        await items.UpsertAsync(TableKey.Of(queue.Id), configurations, cancellationToken);
        return await queues.InsertAsync(Partition, queue, cancellationToken);
    }

    public Task<QueueRecord?> FindAsync(string id, CancellationToken cancellationToken) => queues.FindAsync(Partition, id, cancellationToken);

    /// <summary>Moves a queue that is in one of the states <paramref name="from"/>; only one of several that try at once moves it.</summary>
    /// <param name="change">Sets the new state and what goes with it.</param>
    /// <returns>Null where there is no such queue, or it is in another state.</returns>
    public async Task<QueueRecord?> MoveAsync(
        string id, IReadOnlyCollection<QueueState> from, Func<QueueRecord, QueueRecord> change, CancellationToken cancellationToken)
    {
        bool moved = false;
        QueueRecord? queue = await queues.ChangeAsync(
            Partition,
            id,
            old =>
            {
                moved = from.Contains(old.State);
                return moved ? change(old) : null;
            },
            cancellationToken);
        return moved ? queue : null;
    }

    /// <summary>Null where there is no such queue.</summary>
    public Task<QueueRecord?> SetCountersAsync(string id, QueueCounters counters, CancellationToken cancellationToken) =>
        queues.ChangeAsync(Partition, id, old => old.Counters == counters ? null : old with { Counters = counters }, cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="state">Null for all.</param>
    public async Task<StoredPage<QueueSummary>> PageAsync(QueueState? state, int limit, string? continuation, CancellationToken cancellationToken)
    {
        string prefix = state is { } one ? TableKey.Prefix(ByState, one.ToString()) : TableKey.Prefix(ByTime);
        return (await queues.PageAsync(new TableQuery { PartitionKey = Partition, RowPrefix = prefix }, limit, continuation, cancellationToken)).Select(Summary);
    }

    /// <summary>Says that the queue's host is alive. A row of its own, so that it never stands in the way of a step.</summary>
    public Task BeatAsync(string id, string host, CancellationToken cancellationToken) =>
        table.UpsertAsync(new TableEntity(Partition, TableKey.Of(Beat, id)) { [At] = clock.GetUtcNow(), ["host"] = host }, cancellationToken);

    /// <summary>Null where there was none yet.</summary>
    public async Task<DateTimeOffset?> LastBeatAsync(string id, CancellationToken cancellationToken) =>
        (await table.FindAsync(Partition, TableKey.Of(Beat, id), cancellationToken))?.GetDateTimeOffset(At);

    public async IAsyncEnumerable<QueueHeartbeat> RunningAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableQuery query = new() { PartitionKey = Partition, RowPrefix = TableKey.Prefix(ByState, nameof(QueueState.Running)) };
        await foreach (TableEntity row in queues.QueryAsync(query, cancellationToken))
        {
            string id = row.GetString(IndexedTable<QueueRecord>.IdColumn);
            if (await FindAsync(id, cancellationToken) is { State: QueueState.Running } queue) yield return new QueueHeartbeat(queue, await LastBeatAsync(id, cancellationToken));
        }
    }

    public Task<QueueItem?> FindItemAsync(string id, int index, CancellationToken cancellationToken) => items.FindAsync(TableKey.Of(id), ItemId(index), cancellationToken);

    /// <summary>Null where there is no such item.</summary>
    /// <param name="change">May be called again; null leaves the item as it is.</param>
    public Task<QueueItem?> ChangeItemAsync(string id, int index, Func<QueueItem, QueueItem?> change, CancellationToken cancellationToken) =>
        items.ChangeAsync(TableKey.Of(id), ItemId(index), change, cancellationToken);

    /// <summary>In the order of the configurations.</summary>
    public Task<StoredPage<QueueItem>> ItemsAsync(string id, int limit, string? continuation, CancellationToken cancellationToken) =>
        items.PageAsync(TableKey.Of(id), limit, continuation, cancellationToken);

    /// <summary>The indexes of the items in this state, ascending.</summary>
    public IAsyncEnumerable<int> ItemsInAsync(string id, QueueItemState state, CancellationToken cancellationToken) =>
        IndexesAsync(new TableQuery { PartitionKey = TableKey.Of(id), RowPrefix = TableKey.Prefix(ByState, state.ToString()), Select = [] }, cancellationToken);

    /// <summary>The same for the items <paramref name="from"/> up to and without <paramref name="before"/>; no others are read.</summary>
    public IAsyncEnumerable<int> ItemsInAsync(string id, QueueItemState state, int from, int before, CancellationToken cancellationToken)
    {
        string name = state.ToString();
        TableQuery query = new()
        {
            PartitionKey = TableKey.Of(id),
            RowFrom = TableKey.Of(ByState, name, ItemId(from)),
            RowBefore = TableKey.Of(ByState, name, ItemId(before)),
            Select = [],
        };
        return IndexesAsync(query, cancellationToken);
    }

    private async IAsyncEnumerable<int> IndexesAsync(TableQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TableEntity row in items.QueryAsync(query, cancellationToken))
        {
            yield return int.Parse(TableKey.Parts(row.RowKey)[^1], NumberStyles.None, CultureInfo.InvariantCulture);
        }
    }

    private static string ItemId(int index) => index.ToString("d8", CultureInfo.InvariantCulture);

    private static void Columns(QueueRecord queue, TableEntity row)
    {
        row["name"] = queue.Name;
        row["state"] = queue.State.ToString();
        row["created"] = queue.Created;
        row["total"] = queue.Counters.Total;
        row["completed"] = queue.Counters.Completed;
        row["failed"] = queue.Counters.Failed;
        row["skipped"] = queue.Counters.Skipped;
        row["kept"] = queue.Counters.Kept;
    }

    private static QueueSummary Summary(TableEntity row) => new(
        row.GetString(IndexedTable<QueueRecord>.IdColumn),
        row.GetString("name"),
        Enum.Parse<QueueState>(row.GetString("state")),
        row.GetDateTimeOffset("created")!.Value,
        new QueueCounters(Count(row, "total"), Count(row, "completed"), Count(row, "failed"), Count(row, "skipped"), Count(row, "kept")));

    private static int Count(TableEntity row, string column) => row.GetInt32(column) ?? 0;
}
