using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Backtests;

/// <summary>Backtests of a run: a row for each strategy and regime, and packed blobs for trades and curves.</summary>
public sealed class BacktestStore
{
    private const string RegimeColumn = "regime";
    private readonly EntityTable table;
    private readonly BlobFiles blobs;
    private readonly DocumentColumn<StoredBacktest> documents;

    public BacktestStore(StorageClients data)
    {
        ArgumentNullException.ThrowIfNull(data);
        table = data.Table(StorageNames.Tables.Backtests);
        blobs = data.Container(StorageNames.Containers.Backtests);
        documents = new DocumentColumn<StoredBacktest>(new DocumentFormat<StoredBacktest>("backtest"), new Payloads(data));
    }

    /// <summary>Writes what one run brought, whatever was there: a repeated backtest gives the same.</summary>
    public async Task WriteAsync(string runId, IEnumerable<StoredBacktest> backtests, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(backtests);
        TableBatch batch = new();
        foreach (StoredBacktest backtest in backtests)
        {
            TableEntity row = new(TableKey.Of(runId), TableKey.Of(backtest.Strategy, backtest.Regime))
            {
                ["score"] = backtest.Score,
                ["trades"] = backtest.Trades,
                [RegimeColumn] = backtest.Regime,
            };
            await documents.WriteAsync(row, backtest with { RunId = runId }, cancellationToken);
            TableBatch one = new TableBatch().Upsert(row);
            if (batch.TryAdd(one)) continue;
            await table.SubmitAsync(batch, cancellationToken);
            batch = one;
        }

        await table.SubmitAsync(batch, cancellationToken);
    }

    public async Task<StoredBacktest?> FindAsync(string runId, string strategy, string regime, CancellationToken cancellationToken) =>
        await table.FindAsync(TableKey.Of(runId), TableKey.Of(strategy, regime), cancellationToken) is { } row ? await documents.ReadAsync(row, cancellationToken) : null;

    /// <summary>All of a run, by strategy and regime.</summary>
    /// <param name="strategy">Null for all.</param>
    public async IAsyncEnumerable<StoredBacktest> ListAsync(string runId, string? strategy, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TableQuery query = new() { PartitionKey = TableKey.Of(runId), RowPrefix = strategy is null ? null : TableKey.Prefix(strategy) };
        await foreach (TableEntity row in table.QueryAsync(query, cancellationToken)) yield return await documents.ReadAsync(row, cancellationToken);
    }

    /// <summary>Of a run, by strategy and regime.</summary>
    /// <param name="strategy">Null for all.</param>
    /// <param name="regime">Null for all.</param>
    public async Task<StoredPage<StoredBacktest>> PageAsync(
        string runId, string? strategy, string? regime, int limit, string? continuation, CancellationToken cancellationToken)
    {
        TableQuery query = new()
        {
            PartitionKey = TableKey.Of(runId),
            RowPrefix = strategy is null ? null : TableKey.Prefix(strategy),
            Filter = regime is null ? null : TableClient.CreateQueryFilter($"regime eq {regime}"),
        };
        StoredPage<TableEntity> page = await table.PageAsync(query, limit, continuation, cancellationToken);
        List<StoredBacktest> backtests = [];
        foreach (TableEntity row in page.Items) backtests.Add(await documents.ReadAsync(row, cancellationToken));
        return new StoredPage<StoredBacktest>(backtests, page.Continuation);
    }

    /// <param name="name">As `trades` or `equity`.</param>
    public Task WriteBlobAsync(string runId, string strategy, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        blobs.PutAsync(BlobName.Of(runId, strategy, name), PackedBlob.Pack(content), cancellationToken);

    /// <summary>Null where there is none.</summary>
    public async Task<byte[]?> ReadBlobAsync(string runId, string strategy, string name, CancellationToken cancellationToken) =>
        await blobs.FindAsync(BlobName.Of(runId, strategy, name), cancellationToken) is { } file ? await PackedBlob.UnpackAsync(file, cancellationToken) : null;

    /// <summary>The blobs of a run.</summary>
    public async IAsyncEnumerable<StoredFile> FilesAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (BlobEntry blob in blobs.ListAsync(BlobName.Folder(runId), cancellationToken)) yield return blobs.Describe(blob);
    }

    /// <summary>Rows and blobs. What is gone already is deleted.</summary>
    public async Task DeleteAsync(string runId, CancellationToken cancellationToken)
    {
        await blobs.DeleteAllAsync(BlobName.Folder(runId), cancellationToken);
        await foreach (TableEntity row in table.QueryAsync(new TableQuery { PartitionKey = TableKey.Of(runId), Select = [] }, cancellationToken))
        {
            await table.DeleteAsync(row.PartitionKey, row.RowKey, null, cancellationToken);
        }
    }
}
