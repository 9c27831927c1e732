using System.Globalization;
using Azure.Data.Tables;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.CandleRuns;

/// <summary>Trainings from a candle, and their artifacts: the files of a run lie under its id, run_meta.json last.</summary>
public sealed class CandleRunStore
{
    /// <summary>Makes the artifacts of a run whole.</summary>
    public const string MetaFile = "run_meta.json";

    private const string ByTime = "time";
    private const string ByBatch = "batch";
    private const int LargestPage = 1000;
    private const string IdFormat = "yyyyMMdd_HHmmss";
    private static readonly string Partition = TableKey.Of("candleruns");
    private readonly IndexedTable<CandleRun> runs;
    private readonly FileSet files;

    public CandleRunStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        files = new FileSet(data.Container(StorageNames.Containers.CandleRuns), MetaFile);
        runs = new IndexedTable<CandleRun>(
            data.Table(StorageNames.Tables.CandleRuns),
            new DocumentColumn<CandleRun>(new DocumentFormat<CandleRun>("candle run"), new Payloads(data)),
            new IndexedRows<CandleRun>(run => run.Id, Indexes, Columns));
    }

    /// <summary>Where a file of a run lies, for people: container, run and name.</summary>
    public static string PathOf(string id, string file) => $"{StorageNames.Containers.CandleRuns}/{BlobName.Of(id, file)}";

    /// <summary>Stores a new run under an id of its own, made of its start.</summary>
    public async Task<CandleRun> AddAsync(CandleRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        string second = run.Started.UtcDateTime.ToString(IdFormat, CultureInfo.InvariantCulture);
        for (int number = 1; ; number++)
        {
            CandleRun named = run with { Id = number == 1 ? second : string.Create(CultureInfo.InvariantCulture, $"{second}_{number}") };
            if (await InsertAsync(named, cancellationToken)) return named;
        }
    }

    /// <summary>False where there is a run of this id.</summary>
    public Task<bool> InsertAsync(CandleRun run, CancellationToken cancellationToken) => runs.InsertAsync(Partition, run, cancellationToken);

    public Task<CandleRun?> FindAsync(string id, CancellationToken cancellationToken) => runs.FindAsync(Partition, id, cancellationToken);

    /// <summary>Null where there is none.</summary>
    public async Task<CandleRun?> LatestAsync(CancellationToken cancellationToken) =>
        await PageAsync(1, null, cancellationToken) is { Items: [var latest, ..] } ? await FindAsync(latest.Id, cancellationToken) : null;

    /// <summary>Null where there is no such run.</summary>
    /// <param name="change">May be called again; null leaves the run as it is.</param>
    public Task<CandleRun?> ChangeAsync(string id, Func<CandleRun, CandleRun?> change, CancellationToken cancellationToken) =>
        runs.ChangeAsync(Partition, id, change, cancellationToken);

    /// <summary>The newest first.</summary>
    public async Task<StoredPage<CandleRunSummary>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken) =>
        (await runs.PageAsync(new TableQuery { PartitionKey = Partition, RowPrefix = TableKey.Prefix(ByTime) }, limit, continuation, cancellationToken)).Select(Summary);

    /// <summary>The runs of a batch, in order of their candles.</summary>
    public async Task<IReadOnlyList<CandleRunSummary>> OfBatchAsync(string batchId, CancellationToken cancellationToken)
    {
        TableQuery query = new() { PartitionKey = Partition, RowPrefix = TableKey.Prefix(ByBatch, batchId) };
        return [.. (await runs.PageAsync(query, LargestPage, null, cancellationToken)).Items.Select(Summary)];
    }

    /// <summary>The run with its artifacts. False where there was none.</summary>
    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await files.DeleteAsync([id], cancellationToken);
        return await runs.DeleteAsync(Partition, id, cancellationToken);
    }

    /// <param name="artifacts">Files by name, run_meta.json among them.</param>
    public Task WriteArtifactsAsync(string id, IReadOnlyDictionary<string, byte[]> artifacts, CancellationToken cancellationToken) =>
        files.WriteAsync([id], artifacts, cancellationToken);

    /// <summary>Null where they are not all there yet.</summary>
    public Task<IReadOnlyDictionary<string, byte[]>?> ReadArtifactsAsync(string id, CancellationToken cancellationToken) => files.ReadAsync([id], cancellationToken);

    private static IEnumerable<string> Indexes(CandleRun run)
    {
        yield return TableKey.Of(ByTime, ReversedTime.Key(run.Started), run.Id);
        if (run.BatchId is { } batch) yield return TableKey.Of(ByBatch, batch, run.Candle.UtcTicks.ToString("d19", CultureInfo.InvariantCulture), run.Id);
    }

    private static void Columns(CandleRun run, TableEntity row)
    {
        row["symbol"] = run.Symbol.Name;
        row["timeframe"] = run.Timeframe.Name;
        row["candle"] = run.Candle;
        row["status"] = run.Status.ToString();
        row["started"] = run.Started;
        row["batch"] = run.BatchId;
        row["accuracy"] = run.Accuracy;
        row["roc_auc"] = run.RocAuc;
    }

    private static CandleRunSummary Summary(TableEntity row) => new(
        row.GetString(IndexedTable<CandleRun>.IdColumn),
        Symbol.Parse(row.GetString("symbol")),
        Timeframe.Parse(row.GetString("timeframe")),
        row.GetDateTimeOffset("candle")!.Value,
        Enum.Parse<CandleRunStatus>(row.GetString("status")),
        row.GetDateTimeOffset("started")!.Value)
    {
        BatchId = row.GetString("batch"),
        Accuracy = row.GetDouble("accuracy"),
        RocAuc = row.GetDouble("roc_auc"),
    };
}
