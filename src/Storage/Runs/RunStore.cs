using Azure.Data.Tables;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Runs;

/// <summary>The history of runs. Each filter has an index of its own; of several the narrowest is walked and the others are asked of each of its rows.</summary>
public sealed class RunStore
{
    public const int SmallestPage = 10;
    public const int LargestPage = 1000;
    private const string ByTime = "time";
    private const string ByRegime = "regime";
    private const string ByQueue = "queue";
    private const string BySymbol = "symbol";
    private const string ByModelType = "model_type";
    private const string ByStatus = "status";
    private const string ByKept = "kept";
    private const string ByDeleted = "deleted";
    private const string ByTag = "tag";
    private const string Created = "created";
    private const string RegimesColumn = "regimes";
    private const string TagsColumn = "tags";
    private const string CpuSeconds = "cpu_seconds";
    private const string GpuSeconds = "gpu_seconds";
    private const string StorageCalls = "storage_transactions";
    private const char ListSeparator = '\n';
    private static readonly string Partition = TableKey.Of("runs");
    private readonly IndexedTable<StoredRun> runs;

    public RunStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        runs = new IndexedTable<StoredRun>(
            data.Table(StorageNames.Tables.Runs),
            new DocumentColumn<StoredRun>(new DocumentFormat<StoredRun>("run"), new Payloads(data)),
            new IndexedRows<StoredRun>(run => run.Id, Indexes, Columns));
    }

    /// <summary>False where there is a run of this id.</summary>
    public Task<bool> InsertAsync(StoredRun run, CancellationToken cancellationToken) => runs.InsertAsync(Partition, run, cancellationToken);

    public Task<StoredRun?> FindAsync(string id, CancellationToken cancellationToken) => runs.FindAsync(Partition, id, cancellationToken);

    /// <summary>Null where there is no such run.</summary>
    /// <param name="change">May be called again; null leaves the run as it is.</param>
    public Task<StoredRun?> ChangeAsync(string id, Func<StoredRun, StoredRun?> change, CancellationToken cancellationToken) =>
        runs.ChangeAsync(Partition, id, change, cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="limit">10 to 1,000.</param>
    public async Task<StoredPage<RunSummary>> PageAsync(RunFilter filter, int limit, string? continuation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filter);
        if (limit is < SmallestPage or > LargestPage) throw new ServerlessTrainingException($"limit is {limit}, allowed is {SmallestPage} to {LargestPage}.");
        (string name, string? value) = Narrowest(filter);
        string[] index = value is null ? [name] : [name, value];
        TableQuery query = new()
        {
            PartitionKey = Partition,
            RowPrefix = TableKey.Prefix(index),
            // Reversed: before an instant lies behind its key. A key with nothing after the time is below all of that time.
            RowFrom = filter.Before is { } before ? TableKey.Of([.. index, ReversedTime.KeyBefore(before)]) : null,
            RowBefore = filter.From is { } from ? TableKey.Of([.. index, ReversedTime.KeyBefore(from)]) : null,
            Filter = Conditions(filter, name),
        };
        // Tags and regimes are lists, which the service cannot look into: they are asked here of each row, until the page is full. So they are no part of the query, to
        // which a continuation is bound, and are bound here.
        string asked = $"{filter.Tag}\n{filter.Regime}";
        string? next = continuation is null ? null : ContinuationToken.Read(asked, continuation);
        List<RunSummary> found = [];
        do
        {
            StoredPage<TableEntity> page = await runs.PageAsync(query, limit - found.Count, next, cancellationToken);
            found.AddRange(page.Items.Select(Summary).Where(run => Has(run.Tags, filter.Tag) && Has(run.Regimes, filter.Regime)));
            next = page.Continuation;
        }
        while (next is not null && found.Count < limit);

        return new StoredPage<RunSummary>(found, next is null ? null : ContinuationToken.Write(asked, next));
    }

    private static bool Has(IReadOnlyList<string> list, string? wanted) => wanted is null || list.Contains(wanted, StringComparer.Ordinal);

    private static (string Name, string? Value) Narrowest(RunFilter filter) => filter switch
    {
        { Deleted: true } => (ByDeleted, null),
        { Tag: { } tag } => (ByTag, tag),
        { QueueId: { } queue } => (ByQueue, queue),
        { Regime: { } regime } => (ByRegime, regime),
        { Symbol: { } symbol } => (BySymbol, symbol.Name),
        { ModelType: { } type } => (ByModelType, type),
        { Kept: { } kept } => (ByKept, Word(kept)),
        { Status: { } status } => (ByStatus, status.ToString()),
        _ => (ByTime, null),
    };

    private static string Conditions(RunFilter filter, string index)
    {
        List<string> conditions = [];
        if (filter.QueueId is { } queue && index != ByQueue) conditions.Add(TableClient.CreateQueryFilter($"queue_id eq {queue}"));
        if (filter.Symbol is { } symbol && index != BySymbol) conditions.Add(TableClient.CreateQueryFilter($"symbol eq {symbol.Name}"));
        if (filter.Timeframe is { } timeframe) conditions.Add(TableClient.CreateQueryFilter($"timeframe eq {timeframe.Name}"));
        if (filter.ModelType is { } type && index != ByModelType) conditions.Add(TableClient.CreateQueryFilter($"model_type eq {type}"));
        if (filter.Status is { } status && index != ByStatus) conditions.Add(TableClient.CreateQueryFilter($"status eq {status.ToString()}"));
        if (filter.Kept is { } kept && index != ByKept) conditions.Add(TableClient.CreateQueryFilter($"kept eq {kept}"));
        return string.Join(" and ", conditions);
    }

    private static List<string> Indexes(StoredRun run)
    {
        string[] order = [ReversedTime.Key(run.Created), run.Id];
        if (run.Deleted is not null) return [TableKey.Of([ByDeleted, .. order])];
        List<string> keys =
        [
            TableKey.Of([ByTime, .. order]),
            TableKey.Of([BySymbol, run.Symbol.Name, .. order]),
            TableKey.Of([ByModelType, run.ModelType, .. order]),
            TableKey.Of([ByStatus, run.Status.ToString(), .. order]),
        ];
        if (run.Kept is { } kept) keys.Add(TableKey.Of([ByKept, Word(kept), .. order]));
        if (run.QueueId is { } queue) keys.Add(TableKey.Of([ByQueue, queue, .. order]));
        keys.AddRange(run.Regimes.Select(regime => TableKey.Of([ByRegime, regime, .. order])));
        keys.AddRange(run.Tags.Select(tag => TableKey.Of([ByTag, tag, .. order])));
        return keys;
    }

    private static void Columns(StoredRun run, TableEntity row)
    {
        row["symbol"] = run.Symbol.Name;
        row["timeframe"] = run.Timeframe.Name;
        row["model_type"] = run.ModelType;
        row["status"] = run.Status.ToString();
        row[Created] = run.Created;
        row["kept"] = run.Kept;
        row["queue_id"] = run.QueueId;
        row[RegimesColumn] = string.Join(ListSeparator, run.Regimes);
        row[TagsColumn] = string.Join(ListSeparator, run.Tags);
        row[CpuSeconds] = run.Use?.CpuSeconds;
        row[GpuSeconds] = run.Use?.GpuSeconds;
        row[StorageCalls] = run.Use?.StorageTransactions;
    }

    private static RunSummary Summary(TableEntity row) => new(
        row.GetString(IndexedTable<StoredRun>.IdColumn),
        Symbol.Parse(row.GetString("symbol")),
        Timeframe.Parse(row.GetString("timeframe")),
        row.GetString("model_type"),
        Enum.Parse<RunStatus>(row.GetString("status")),
        row.GetDateTimeOffset(Created)!.Value,
        row.GetBoolean("kept"),
        ListOf(row, RegimesColumn),
        row.GetString("queue_id"))
    { Tags = ListOf(row, TagsColumn), Use = UseOf(row) };

    private static TrainingUse? UseOf(TableEntity row) => (row.GetDouble(CpuSeconds), row.GetDouble(GpuSeconds), row.GetDouble(StorageCalls)) is ({ } cpu, { } gpu, { } calls)
        ? new TrainingUse(cpu, gpu, calls)
        : null;

    private static string[] ListOf(TableEntity row, string column) => row.GetString(column) is { Length: > 0 } text ? text.Split(ListSeparator) : [];

    private static string Word(bool kept) => kept ? "yes" : "no";
}
