using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Storage.Bars;

/// <summary>Bars by market: chunks by year (by month below an hour) in blobs, and an index row that names them. A write adds its chunks and then turns the index row in
/// one step, so a reader sees the old bars or the new ones, never a mixture.</summary>
public sealed class BarStore
{
    /// <summary>How long a chunk that no index row names is kept: a reader may still be at it.</summary>
    public static readonly TimeSpan KeepUnused = TimeSpan.FromHours(1);

    private const int Reads = 3;
    private readonly EntityTable table;
    private readonly BlobFiles blobs;
    private readonly TimeProvider clock;
    private readonly DocumentColumn<StoredSeries> documents;

    public BarStore(StorageClients data, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(data);
        table = data.Table(StorageNames.Tables.Bars);
        blobs = data.Container(StorageNames.Containers.Bars);
        documents = new DocumentColumn<StoredSeries>(new DocumentFormat<StoredSeries>("index of bars"), new Payloads(data));
        this.clock = clock;
    }

    public async Task<StoredSeries?> FindAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken) =>
        await table.FindAsync(TableKey.Of(symbol.Name), TableKey.Of(timeframe.Name), cancellationToken) is { } row ? await documents.ReadAsync(row, cancellationToken) : null;

    /// <summary>Every series, by symbol and timeframe.</summary>
    public async IAsyncEnumerable<StoredSeries> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (TableEntity row in table.QueryAsync(new TableQuery(), cancellationToken)) yield return await documents.ReadAsync(row, cancellationToken);
    }

    /// <summary>The next series, by symbol and timeframe.</summary>
    public async Task<StoredPage<StoredSeries>> PageAsync(int limit, string? continuation, CancellationToken cancellationToken)
    {
        StoredPage<TableEntity> page = await table.PageAsync(new TableQuery(), limit, continuation, cancellationToken);
        List<StoredSeries> series = [];
        foreach (TableEntity row in page.Items) series.Add(await documents.ReadAsync(row, cancellationToken));
        return new StoredPage<StoredSeries>(series, page.Continuation);
    }

    /// <summary>Writes the whole series; chunks that did not change are not written again.</summary>
    /// <param name="revision">Of the series that the new one was made from; 0 where there was none.</param>
    /// <returns>The new index; null where somebody else wrote since: read, merge and write again.</returns>
    public async Task<StoredSeries?> WriteAsync(BarSeries bars, int revision, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(bars);
        TableEntity? old = await table.FindAsync(TableKey.Of(bars.Symbol.Name), TableKey.Of(bars.Timeframe.Name), cancellationToken);
        int stored = old is null ? 0 : (await documents.ReadAsync(old, cancellationToken)).Revision;
        if (stored != revision) return null;
        GapReport gaps = GapReport.Of(bars);
        List<BarChunk> chunks = [];
        foreach (BarSeries part in Parts(bars)) chunks.Add(await WriteChunkAsync(part, cancellationToken));
        StoredSeries series = new(
            bars.Symbol,
            bars.Timeframe,
            bars.Calendar.Name,
            SeriesFingerprint.Of(bars),
            bars.Count == 0 ? null : bars.OpenTime(0),
            bars.Count == 0 ? null : bars.OpenTime(bars.Count - 1),
            bars.Count,
            revision + 1,
            clock.GetUtcNow(),
            chunks)
        {
            Gaps = gaps.Gaps.Count,
            MissingBars = gaps.MissingBars,
        };
        TableEntity row = new(TableKey.Of(bars.Symbol.Name), TableKey.Of(bars.Timeframe.Name))
        {
            ["fingerprint"] = series.Fingerprint,
            ["first"] = series.First,
            ["last"] = series.Last,
            ["count"] = series.Count,
        };
        await documents.WriteAsync(row, series, cancellationToken);
        if (old is null) return await table.InsertAsync(row, cancellationToken) ? series : null;
        row.ETag = old.ETag;
        return await table.ReplaceAsync(row, cancellationToken) ? series : null;
    }

    /// <summary>The bars that open inside <paramref name="range"/>, or all; only the chunks needed are opened. Null where the series is not stored.</summary>
    public async Task<BarSeries?> ReadAsync(Symbol symbol, Timeframe timeframe, TimeInterval? range, CancellationToken cancellationToken)
    {
        string missing = "";
        for (int read = 0; read < Reads; read++)
        {
            if (await FindAsync(symbol, timeframe, cancellationToken) is not { } series) return null;
            BarChunk[] wanted = [.. series.Chunks.Where(chunk => range is not { } asked || (chunk.First < asked.End && chunk.Last >= asked.Start))];
            BlobFile?[] files = await Task.WhenAll(wanted.Select(chunk => blobs.FindAsync(chunk.Blob, cancellationToken)));
            int gone = Array.IndexOf(files, null);
            if (gone < 0) return Join(series, wanted, files, range);
            // A writer and a sweep were faster than this reader: the index names other chunks by now.
            missing = wanted[gone].Blob;
        }

        throw new StoredDocumentException($"Blob {missing} with bars of {symbol} {timeframe} is gone. Import the bars again, or restore the blob from a copy.");
    }

    public async Task DeleteAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken)
    {
        await table.DeleteAsync(TableKey.Of(symbol.Name), TableKey.Of(timeframe.Name), null, cancellationToken);
        await blobs.DeleteAllAsync(BlobName.Folder(symbol.Name, timeframe.Name), cancellationToken);
    }

    /// <summary>Deletes chunks that no index row names and that are older than <see cref="KeepUnused"/>.</summary>
    /// <returns>How many, and their bytes.</returns>
    public async Task<(int Count, long Bytes)> DeleteUnusedAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken)
    {
        IReadOnlyList<BlobEntry> unused = await UnusedAsync(symbol, timeframe, cancellationToken);
        foreach (BlobEntry blob in unused) await blobs.DeleteAsync(blob.Name, cancellationToken);
        return (unused.Count, unused.Sum(blob => blob.Bytes));
    }

    /// <summary>What <see cref="DeleteUnusedAsync"/> would delete.</summary>
    public async Task<IReadOnlyList<BlobEntry>> UnusedAsync(Symbol symbol, Timeframe timeframe, CancellationToken cancellationToken)
    {
        // Listed before the index is read: a chunk that is written now is not in the list.
        List<BlobEntry> found = [];
        await foreach (BlobEntry blob in blobs.ListAsync(BlobName.Folder(symbol.Name, timeframe.Name), cancellationToken)) found.Add(blob);
        StoredSeries? series = await FindAsync(symbol, timeframe, cancellationToken);
        HashSet<string> used = [.. series?.Chunks.Select(chunk => chunk.Blob) ?? []];
        return [.. found.Where(blob => !used.Contains(blob.Name) && clock.GetUtcNow() - blob.Modified > KeepUnused)];
    }

    private static IEnumerable<BarSeries> Parts(BarSeries bars)
    {
        int start = 0;
        for (int i = 1; i <= bars.Count; i++)
        {
            if (i < bars.Count && PeriodOf(bars, i) == PeriodOf(bars, start)) continue;
            yield return bars.Slice(start, i - start);
            start = i;
        }
    }

    private static string PeriodOf(BarSeries bars, int index) =>
        bars.OpenTime(index).ToString(bars.Timeframe < Timeframe.H1 ? "yyyy-MM" : "yyyy", CultureInfo.InvariantCulture);

    private static BarSeries Join(StoredSeries series, BarChunk[] chunks, BlobFile?[] files, TimeInterval? range)
    {
        BarColumns[] parts = [.. chunks.Zip(files, (chunk, file) => BarChunkFile.Read(file!.Content.ToMemory(), chunk.Count, chunk.Blob))];
        BarColumns columns = new(
            [.. parts.SelectMany(p => p.Ticks)], [.. parts.SelectMany(p => p.Open)], [.. parts.SelectMany(p => p.High)],
            [.. parts.SelectMany(p => p.Low)], [.. parts.SelectMany(p => p.Close)], [.. parts.SelectMany(p => p.Volume)]);
        BarSeries all = BarSeries.Create(series.Symbol, series.Timeframe, MarketCalendar.Parse(series.Calendar), columns);
        if (range is not { } asked) return all;
        (int offset, int count) = all.RangeOf(asked).GetOffsetAndLength(all.Count);
        return all.Slice(offset, count);
    }

    private async Task<BarChunk> WriteChunkAsync(BarSeries part, CancellationToken cancellationToken)
    {
        string period = PeriodOf(part, 0);
        string blob = BlobName.Of(part.Symbol.Name, part.Timeframe.Name, $"{period}-{BarChunkFile.HashOf(part)}.bin.gz");
        if (!await blobs.ExistsAsync(blob, cancellationToken)) await blobs.PutIfAbsentAsync(blob, new BinaryData(BarChunkFile.Write(part)), cancellationToken);
        return new BarChunk(period, blob, part.OpenTime(0), part.OpenTime(part.Count - 1), part.Count);
    }
}
