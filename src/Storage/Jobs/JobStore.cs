using Azure.Data.Tables;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Jobs;

/// <summary>Two-stage training jobs.</summary>
public sealed class JobStore
{
    private const string ByTime = "time";
    private const string ByStatus = "status";
    private static readonly string Partition = TableKey.Of("jobs");
    private readonly IndexedTable<TrainingJob> jobs;

    public JobStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        jobs = new IndexedTable<TrainingJob>(
            data.Table(StorageNames.Tables.Jobs),
            new DocumentColumn<TrainingJob>(new DocumentFormat<TrainingJob>("job"), new Payloads(data)),
            new IndexedRows<TrainingJob>(
                job => job.Id,
                job => [TableKey.Of(ByTime, ReversedTime.Key(job.Created), job.Id), TableKey.Of(ByStatus, job.Status.ToString(), ReversedTime.Key(job.Created), job.Id)],
                Columns));
    }

    /// <summary>False where there is a job of this id.</summary>
    public Task<bool> InsertAsync(TrainingJob job, CancellationToken cancellationToken) => jobs.InsertAsync(Partition, job, cancellationToken);

    public Task<TrainingJob?> FindAsync(string id, CancellationToken cancellationToken) => jobs.FindAsync(Partition, id, cancellationToken);

    /// <summary>Null where there is no such job.</summary>
    /// <param name="change">May be called again; null leaves the job as it is.</param>
    public Task<TrainingJob?> ChangeAsync(string id, Func<TrainingJob, TrainingJob?> change, CancellationToken cancellationToken) =>
        jobs.ChangeAsync(Partition, id, change, cancellationToken);

    /// <summary>The newest first.</summary>
    /// <param name="status">Null for all.</param>
    /// <param name="symbol">Null for all.</param>
    public async Task<StoredPage<JobSummary>> PageAsync(JobStatus? status, Symbol? symbol, int limit, string? continuation, CancellationToken cancellationToken)
    {
        TableQuery query = new()
        {
            PartitionKey = Partition,
            RowPrefix = status is { } one ? TableKey.Prefix(ByStatus, one.ToString()) : TableKey.Prefix(ByTime),
            Filter = symbol is { } market ? TableClient.CreateQueryFilter($"symbol eq {market.Name}") : null,
        };
        return (await jobs.PageAsync(query, limit, continuation, cancellationToken)).Select(Summary);
    }

    private static void Columns(TrainingJob job, TableEntity row)
    {
        row["symbol"] = job.Symbol.Name;
        row["timeframe"] = job.Timeframe.Name;
        row["mode"] = job.Mode;
        row["status"] = job.Status.ToString();
        row["created"] = job.Created;
        row["fold"] = job.Fold;
        row["folds"] = job.Folds;
        row["progress"] = job.Progress;
    }

    private static JobSummary Summary(TableEntity row) => new(
        row.GetString(IndexedTable<TrainingJob>.IdColumn),
        Symbol.Parse(row.GetString("symbol")),
        Timeframe.Parse(row.GetString("timeframe")),
        row.GetString("mode"),
        Enum.Parse<JobStatus>(row.GetString("status")),
        row.GetDateTimeOffset("created")!.Value,
        row.GetInt32("fold")!.Value,
        row.GetInt32("folds")!.Value,
        row.GetDouble("progress")!.Value);
}
