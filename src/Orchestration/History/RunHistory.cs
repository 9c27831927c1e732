using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Backtests;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.History;

/// <summary>Reads the history of runs.</summary>
public sealed class RunHistory(RunStore runs, BacktestStore backtests, CostBook costs, TimeProvider clock)
{
    /// <summary>A longer id is none of ours, and no key of a table either.</summary>
    internal const int LongestId = 100;

    /// <summary>Runs of a page of the export.</summary>
    internal int CsvPage { get; init; } = RunStore.LargestPage;

    /// <summary>What an export of now is called.</summary>
    public string CsvName => $"training_history_{clock.GetUtcNow().ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture)}.csv";

    /// <summary>The newest first.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<RunListItem>> PageAsync(RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredPage<RunSummary> page = await Paging.ReadAsync(query.Continuation, c => runs.PageAsync(query.Filter, query.Limit, c, cancellationToken));
        return page.Select(run => RunListItem.Of(run, costs));
    }

    /// <exception cref="RequestException">There is no such run.</exception>
    public async Task<JsonObject> ReadAsync(string id, CancellationToken cancellationToken) =>
        RunDocument.Of(await FindAsync(runs, id, cancellationToken), costs);

    /// <summary>By strategy and regime.</summary>
    /// <exception cref="RequestException">There is no such run, or the continuation is of another list.</exception>
    public async Task<StoredPage<BacktestLine>> BacktestsAsync(string id, BacktestQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        await FindAsync(runs, id, cancellationToken);
        StoredPage<StoredBacktest> page = await Paging.ReadAsync(
            query.Continuation, c => backtests.PageAsync(id, query.Strategy, query.Regime, query.Limit, c, cancellationToken));
        return page.Select(BacktestLine.Of);
    }

    /// <summary>All runs of the filter as CSV, the newest first; written as they are read.</summary>
    public async Task WriteCsvAsync(RunFilter filter, Stream target, CancellationToken cancellationToken)
    {
        await using StreamWriter writer = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync(RunCsv.Header.AsMemory(), cancellationToken);
        IAsyncEnumerable<RunSummary> all = StoredPages.AllAsync(from => runs.PageAsync(filter, CsvPage, from, cancellationToken));
        await foreach (StoredRun? run in FewAtATime.ReadAsync(all, (summary, token) => runs.FindAsync(summary.Id, token), cancellationToken))
        {
            if (run is not null) await writer.WriteAsync(RunCsv.LineOf(run, costs).AsMemory(), cancellationToken);
        }
    }

    /// <exception cref="RequestException">There is no such run.</exception>
    internal static async Task<StoredRun> FindAsync(RunStore runs, string id, CancellationToken cancellationToken) =>
        (id.Length <= LongestId ? await runs.FindAsync(id, cancellationToken) : null)
        ?? throw new RequestException(StatusCodes.Status404NotFound, $"There is no run '{FieldFault.Show(id)}'. GET /api/runs (st history list) lists them.");
}
