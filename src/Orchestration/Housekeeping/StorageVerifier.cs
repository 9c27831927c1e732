using System.Collections.Concurrent;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.CandleRuns;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.LiveModels;
using ServerlessTraining.Storage.Predictions;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainedModels;

namespace ServerlessTraining.Orchestration.Housekeeping;

/// <summary>Looks whether everything that is stored is whole: every document, and every file that a row stands for. It changes nothing, and work may go on meanwhile.</summary>
public sealed partial class StorageVerifier
{
    // A client waits half a minute for an answer, and a step may begin just before the end of this.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(8);

    private const int AtOnce = 8;

    /// <summary>Rows that stand for files: each may cost as much as a large model.</summary>
    private const int HeavyRows = 8;

    private const int LightRows = 200;

    // Most rows are index rows, which have none.
    private static readonly TableQuery Documents = new() { Filter = $"{DocumentColumn<object>.Inline} gt '' or {DocumentColumn<object>.Reference} gt ''" };

    private readonly StorageClients data;
    private readonly Payloads payloads;
    private readonly TimeProvider clock;
    private readonly ILogger<StorageVerifier> logger;
    private readonly Dictionary<string, IStoredFilesCheck> checks;

    public StorageVerifier(
        StorageClients data,
        Payloads payloads,
        BarStore bars,
        RunStore runs,
        BacktestStore backtests,
        ModelStore models,
        PredictionStore predictions,
        LiveModelStore live,
        CandleRunStore candles,
        TimeProvider clock,
        ILogger<StorageVerifier> logger)
    {
        this.data = data;
        this.payloads = payloads;
        this.clock = clock;
        this.logger = logger;
        checks = new Dictionary<string, IStoredFilesCheck>(StringComparer.Ordinal)
        {
            [StorageNames.Tables.Bars] = new BarsCheck(bars),
            [StorageNames.Tables.Runs] = new RunsCheck(runs, backtests, models, predictions),
            [StorageNames.Tables.LiveModels] = new LiveModelsCheck(live),
            [StorageNames.Tables.CandleRuns] = new CandleRunsCheck(candles),
        };
    }

    /// <summary>Looks for some seconds and says how to go on.</summary>
    /// <param name="continuation">Of the part before; null for the first.</param>
    /// <param name="cancellation">Ends the look.</param>
    /// <exception cref="RequestException">The continuation is none of this list.</exception>
    public async Task<StorageVerifyReport> VerifyAsync(string? continuation, CancellationToken cancellation)
    {
        StorageVerifyPlace place = StorageVerifyPlace.Parse(continuation);
        long start = clock.GetTimestamp();
        StorageVerifyCounts counts = new();
        List<StorageDefect> faults = [];
        do
        {
            string name = place.TableName;
            StoredPage<TableEntity> page = await Paging.ReadAsync(
                place.Rows, rows => data.Table(name).PageAsync(Documents, checks.ContainsKey(name) ? HeavyRows : LightRows, rows, cancellation));
            ConcurrentBag<RowFindings> found = [];
            await Parallel.ForEachAsync(
                page.Items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
                async (row, token) => found.Add(await CheckAsync(name, row, token)));
            counts = found.Aggregate(counts, (sum, one) => sum.Plus(one.Counts));
            faults.AddRange(found.SelectMany(one => one.Faults).OrderBy(fault => fault.Row, StringComparer.Ordinal));
            place = place.After(page.Continuation);
        }
        while (!place.IsEnd && clock.GetElapsedTime(start) < Budget);

        foreach (StorageDefect fault in faults) LogFault(logger, fault.Table, fault.Row, fault.Detail);
        return new StorageVerifyReport(counts, faults, place.Progress, place.Continuation);
    }

    // What a row stands for may be deleted or replaced between the look at the row and that at its files: then the row is another by now, or gone.
    private async Task<RowFindings> CheckAsync(string table, TableEntity row, CancellationToken cancellation)
    {
        RowFindings found = await LookAsync(table, row, cancellation);
        if (found.Faults.Count == 0) return found;
        TableEntity? now = await data.Table(table).FindAsync(row.PartitionKey, row.RowKey, cancellation);
        if (now is null) return RowFindings.Nothing;
        return now.ETag == row.ETag ? found : await LookAsync(table, now, cancellation);
    }

    private async Task<RowFindings> LookAsync(string table, TableEntity row, CancellationToken cancellation)
    {
        StorageVerifyCounts counts = new(Documents: 1, Payloads: row.ContainsKey(DocumentColumn<object>.Reference) ? 1 : 0, Presets: table == StorageNames.Tables.Presets ? 1 : 0);
        if (await DocumentCheck.FindFaultAsync(row, payloads, cancellation) is { } fault) return Findings(counts, [fault]);
        if (!checks.TryGetValue(table, out IStoredFilesCheck? files)) return Findings(counts, []);
        (StorageVerifyCounts more, IReadOnlyList<string> faults) = await files.CheckAsync(row, cancellation);
        return Findings(counts.Plus(more), faults);

        RowFindings Findings(StorageVerifyCounts all, IReadOnlyList<string> details) =>
            new(all, [.. details.Select(detail => new StorageDefect(table, $"{row.PartitionKey}/{row.RowKey}", detail))]);
    }

    [LoggerMessage(EventId = 4211, Level = LogLevel.Error, Message = "Not whole: row {Row} of table {Table}: {Detail}")]
    private static partial void LogFault(ILogger logger, string table, string row, string detail);

    private sealed record RowFindings(StorageVerifyCounts Counts, IReadOnlyList<StorageDefect> Faults)
    {
        public static RowFindings Nothing { get; } = new(new StorageVerifyCounts(), []);
    }
}
