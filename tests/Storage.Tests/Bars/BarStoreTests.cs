using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Storage.Bars;
using ServerlessTraining.Storage.Blobs;
using ServerlessTraining.Storage.Documents;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tests.Contract;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Storage.Tests.Bars;

/// <summary>Bars are no text under a key, so the laws are told here in their terms.</summary>
public sealed class BarStoreTests(AzuriteFixture azurite)
{
    private static readonly Symbol Btc = Symbol.Parse("BTCUSDT");
    private static readonly DateTimeOffset First = new(2020, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task WriteAsync_ThenRead_GivesTheSameBars()
    {
        BarStore store = new((await SandboxAsync()).Clients, Clock());
        BarSeries bars = Series(Timeframe.H4, 3000);

        StoredSeries? stored = await store.WriteAsync(bars, 0, Cancel);

        Assert.Equal(["2020", "2021", "2022"], stored!.Chunks.Select(chunk => chunk.Period));
        Assert.Equal((3000, bars.OpenTime(0), bars.OpenTime(2999), 1), (stored.Count, stored.First, stored.Last, stored.Revision));
        BarSeries? read = await store.ReadAsync(Btc, Timeframe.H4, null, Cancel);
        Assert.Equal(SeriesFingerprint.Of(bars), SeriesFingerprint.Of(read!));
        Assert.Equal(stored.Fingerprint, SeriesFingerprint.Of(read!));
    }

    [Fact]
    public async Task ReadAsync_Range_OpensOnlyItsChunks()
    {
        StoreSandbox sandbox = await SandboxAsync();
        BarSeries bars = Series(Timeframe.H4, 3000);
        await new BarStore(sandbox.Clients, Clock()).WriteAsync(bars, 0, Cancel);
        StorageFaults calls = new();
        TimeInterval range = new(new DateTimeOffset(2021, 3, 1, 2, 0, 0, TimeSpan.Zero), new DateTimeOffset(2021, 4, 1, 0, 0, 0, TimeSpan.Zero));

        BarSeries? read = await new BarStore(sandbox.Open(calls), Clock()).ReadAsync(Btc, Timeframe.H4, range, Cancel);

        // The index row and one of three chunks.
        Assert.Equal(2, calls.Calls);
        Assert.Equal(bars[bars.RangeOf(range).Start.Value], read![0]);
        Assert.Equal(bars.RangeOf(range).End.Value - bars.RangeOf(range).Start.Value, read.Count);
    }

    [Fact]
    public async Task WriteAsync_BelowAnHour_HasAChunkAMonth()
    {
        BarStore store = new((await SandboxAsync()).Clients, Clock());

        StoredSeries? stored = await store.WriteAsync(Series(Timeframe.M30, 48 * 40), 0, Cancel);

        Assert.Equal(["2020-12", "2021-01"], stored!.Chunks.Select(chunk => chunk.Period));
    }

    [Fact]
    public async Task WriteAsync_MoreBars_WritesTheLastChunkOnly()
    {
        StoreSandbox sandbox = await SandboxAsync();
        BarStore store = new(sandbox.Clients, Clock());
        StoredSeries? before = await store.WriteAsync(Series(Timeframe.H4, 3000), 0, Cancel);

        StoredSeries? after = await store.WriteAsync(Series(Timeframe.H4, 3010), 1, Cancel);

        Assert.Equal(before!.Chunks.Take(2), after!.Chunks.Take(2));
        Assert.NotEqual(before.Chunks[2], after.Chunks[2]);
        Assert.Equal(3010, (await store.ReadAsync(Btc, Timeframe.H4, null, Cancel))!.Count);
    }

    [Fact]
    public async Task WriteAsync_StaleRevision_IsRefused()
    {
        BarStore store = new((await SandboxAsync()).Clients, Clock());
        await store.WriteAsync(Series(Timeframe.H4, 10), 0, Cancel);

        Assert.Null(await store.WriteAsync(Series(Timeframe.H4, 20), 0, Cancel));

        Assert.Equal(10, (await store.FindAsync(Btc, Timeframe.H4, Cancel))!.Count);
    }

    [Fact]
    public async Task WriteAsync_ManyAtOnce_OneWins()
    {
        BarStore store = new((await SandboxAsync()).Clients, Clock());

        StoredSeries?[] written = await Task.WhenAll(Enumerable.Range(1, 5).Select(i => store.WriteAsync(Series(Timeframe.H4, i * 10), 0, Cancel)));

        StoredSeries winner = Assert.Single(written.OfType<StoredSeries>());
        Assert.Equal(winner.Count, (await store.ReadAsync(Btc, Timeframe.H4, null, Cancel))!.Count);
    }

    [Fact]
    public async Task WriteAsync_EachCallFailsOnce_EndsInTheSameRows()
    {
        StorageFaults faults = new();
        string? undisturbed = null;

        int points = await faults.FailEachCallAsync(
            async _ =>
            {
                StoreSandbox sandbox = await SandboxAsync();
                await new BarStore(sandbox.Clients, Clock()).WriteAsync(Series(Timeframe.H4, 300), 0, Cancel);
                Assert.NotNull(await new BarStore(sandbox.Open(faults), Clock()).WriteAsync(Series(Timeframe.H4, 310), 1, Cancel));
                string dump = await sandbox.DumpAsync();
                undisturbed ??= dump;
                Assert.Equal(undisturbed, dump);
            },
            line => TestContext.Current.SendDiagnosticMessage(line),
            StorageFault.StatusBefore,
            StorageFault.CutAfter);

        Assert.InRange(points, 4, 20);
    }

    [Fact]
    public async Task WriteAsync_NoBars_ReadsAsNone()
    {
        BarStore store = new((await SandboxAsync()).Clients, Clock());

        await store.WriteAsync(Series(Timeframe.H4, 0), 0, Cancel);

        Assert.Equal(0, (await store.ReadAsync(Btc, Timeframe.H4, null, Cancel))!.Count);
        Assert.Null(await store.ReadAsync(Btc, Timeframe.H1, null, Cancel));
    }

    [Fact]
    public async Task DeleteUnusedAsync_OldChunk_GoesWhenItIsOldEnough()
    {
        StoreSandbox sandbox = await SandboxAsync();
        ManualTimeProvider clock = new(TimeProvider.System.GetUtcNow());
        BarStore store = new(sandbox.Clients, clock);
        await store.WriteAsync(Series(Timeframe.H4, 10), 0, Cancel);
        await store.WriteAsync(Series(Timeframe.H4, 20), 1, Cancel);
        Assert.Equal(0, (await store.DeleteUnusedAsync(Btc, Timeframe.H4, Cancel)).Count);
        clock.Advance(BarStore.KeepUnused + TimeSpan.FromMinutes(1));

        Assert.Equal(1, (await store.DeleteUnusedAsync(Btc, Timeframe.H4, Cancel)).Count);

        Assert.Equal(20, (await store.ReadAsync(Btc, Timeframe.H4, null, Cancel))!.Count);
    }

    [Theory]
    [InlineData(true, "is gone. Import the bars again")]
    [InlineData(false, "are damaged. Import them again")]
    public async Task ReadAsync_ChunkGoneOrDamaged_SaysWhich(bool gone, string reason)
    {
        StoreSandbox sandbox = await SandboxAsync();
        BarStore store = new(sandbox.Clients, Clock());
        StoredSeries? stored = await store.WriteAsync(Series(Timeframe.H4, 10), 0, Cancel);
        BlobFiles blobs = sandbox.Clients.Container(StorageNames.Containers.Bars);
        if (gone) await blobs.DeleteAsync(stored!.Chunks[0].Blob, Cancel);
        else await blobs.PutAsync(stored!.Chunks[0].Blob, new BinaryData("no gzip"), Cancel);

        StoredDocumentException error = await Assert.ThrowsAsync<StoredDocumentException>(() => store.ReadAsync(Btc, Timeframe.H4, null, Cancel));

        Assert.Contains(stored.Chunks[0].Blob, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeleteAsync_Twice_TakesTheSeriesOnly()
    {
        StoreSandbox sandbox = await SandboxAsync();
        BarStore store = new(sandbox.Clients, Clock());
        await store.WriteAsync(Series(Timeframe.D1, 10), 0, Cancel);
        string before = await sandbox.DumpAsync();
        await store.WriteAsync(Series(Timeframe.H4, 10), 0, Cancel);
        Assert.Equal(2, await store.ListAsync(Cancel).CountAsync(Cancel));

        await store.DeleteAsync(Btc, Timeframe.H4, Cancel);
        await store.DeleteAsync(Btc, Timeframe.H4, Cancel);

        Assert.Equal(before, await sandbox.DumpAsync());
    }

    private static ManualTimeProvider Clock() => new(StoreSandbox.Start);

    private static BarSeries Series(Timeframe timeframe, int count)
    {
        double[] prices = [.. Enumerable.Range(0, count).Select(i => 100 + Math.Sin(i))];
        long[] ticks = [.. Enumerable.Range(0, count).Select(i => (First + (i * timeframe.Duration)).UtcTicks)];
        return BarSeries.Create(Btc, timeframe, MarketCalendar.Crypto, new BarColumns(ticks, prices, prices, prices, prices, [.. prices.Select(price => price / 3)]));
    }

    private Task<StoreSandbox> SandboxAsync() => StoreSandbox.CreateAsync(azurite, [StorageNames.Tables.Bars], StorageNames.Containers.Bars);
}
