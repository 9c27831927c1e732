using System.Text.Json.Nodes;
using Azure.Data.Tables;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Storage.Schema;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Bars;

public sealed class BarServiceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly BarScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task MergeAsync_NewSeries_TellsAllOfIt()
    {
        BarSeries bars = BarScene.Pick(scene.Bars(50), i => i is not (10 or 11 or 30));

        BarMergeReport report = await scene.Service.MergeAsync(bars, prefer: null, Token);

        Assert.Equal((47, 0, 0, 0, 47), (report.Added, report.Replaced, report.Kept, report.Equal, report.Count));
        Assert.Equal((2, 3L), (report.Gaps, report.MissingBars));
        Assert.Equal((bars.OpenTime(0), bars.OpenTime(46)), (report.First, report.Last));
        Assert.Null(report.FingerprintBefore);
        Assert.Equal(SeriesFingerprint.Of(bars), report.FingerprintAfter);
        BarSeriesInfo? info = await scene.Service.FindAsync(scene.Symbol, Timeframe.H1, Token);
        Assert.Equal((47, 2, 3L, report.FingerprintAfter, "crypto"), (info!.Count, info.Gaps, info.MissingBars, info.Fingerprint, info.Calendar));
    }

    [Fact]
    public async Task MergeAsync_SameBarsAgain_WritesNothing()
    {
        BarSeries bars = scene.Bars(50);
        BarMergeReport first = await scene.Service.MergeAsync(bars, prefer: null, Token);

        BarMergeReport second = await scene.Service.MergeAsync(bars, prefer: null, Token);

        Assert.Equal((0, 50), (second.Added, second.Equal));
        Assert.Equal((first.FingerprintAfter, first.FingerprintAfter), (second.FingerprintBefore, second.FingerprintAfter));
        Assert.Equal(1, (await scene.Store.FindAsync(scene.Symbol, Timeframe.H1, Token))!.Revision);
    }

    [Fact]
    public async Task MergeAsync_Conflicts_ListsTheFirstTwentyAndChangesNothing()
    {
        BarSeries bars = scene.Bars(60);
        BarMergeReport before = await scene.Service.MergeAsync(bars.Slice(0, 50), prefer: null, Token);

        ConflictingBarsException error = await Assert.ThrowsAsync<ConflictingBarsException>(
            () => scene.Service.MergeAsync(BarScene.With(bars, Enumerable.Range(5, 25)), prefer: null, Token));

        Assert.Equal(25, error.Count);
        Assert.Equal(Enumerable.Range(5, 20).Select(bars.OpenTime), error.First.Select(pair => pair.Incoming.OpenTime));
        Assert.Equal(
            $"{scene.Symbol} 1h: 25 bars differ from the stored ones; nothing was changed. Say prefer=new (--prefer new) to replace what is stored, "
            + "prefer=old to keep it, or correct the incoming bars. The first 20 are listed.",
            error.Message);
        Assert.Equal(before.FingerprintAfter, (await scene.Service.FindAsync(scene.Symbol, Timeframe.H1, Token))!.Fingerprint);
    }

    [Theory]
    [InlineData(MergePreference.New, 2, 0)]
    [InlineData(MergePreference.Old, 0, 2)]
    public async Task MergeAsync_Preference_Decides(MergePreference prefer, int replaced, int kept)
    {
        BarSeries bars = scene.Bars(30);
        await scene.Service.MergeAsync(bars.Slice(0, 20), prefer: null, Token);
        BarSeries other = BarScene.With(bars, 3, 4);

        BarMergeReport report = await scene.Service.MergeAsync(other, prefer, Token);

        Assert.Equal((10, replaced, kept, 18), (report.Added, report.Replaced, report.Kept, report.Equal));
        Assert.Equal(SeriesFingerprint.Of(prefer == MergePreference.New ? other : bars), report.FingerprintAfter);
    }

    [Fact]
    public async Task MergeAsync_ManyWritersAtOnce_LoseNothing()
    {
        BarSeries bars = scene.Bars(8 * 24);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => scene.Service.MergeAsync(BarScene.Pick(bars, i => i % 8 == writer), prefer: null, Token)));

        BarSeriesInfo? info = await scene.Service.FindAsync(scene.Symbol, Timeframe.H1, Token);
        Assert.Equal((SeriesFingerprint.Of(bars), 0), (info!.Fingerprint, info.Gaps));
        Assert.Equal(8, (await scene.Store.FindAsync(scene.Symbol, Timeframe.H1, Token))!.Revision);
    }

    [Fact]
    public async Task CalendarAsync_OfASeries_IsTheOneItWasStoredWith()
    {
        Assert.Equal(MarketCalendar.Crypto, await scene.Service.CalendarAsync(scene.Symbol, Timeframe.H1, asked: null, Token));
        Assert.Equal(MarketCalendar.Fx, await scene.Service.CalendarAsync(scene.Symbol, Timeframe.H1, MarketCalendar.Fx, Token));
        await scene.Service.MergeAsync(scene.Bars(10), prefer: null, Token);

        OtherCalendarException error = await Assert.ThrowsAsync<OtherCalendarException>(
            () => scene.Service.CalendarAsync(scene.Symbol, Timeframe.H1, MarketCalendar.Fx, Token));

        Assert.Equal(
            $"{scene.Symbol} 1h is stored with the crypto calendar, not fx: a series has one, given with its first bars. Leave the calendar out.", error.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task ReadAsync_PageByPage_GivesEveryBarOnce(int limit)
    {
        // Over the turn of a year, so in two chunks and a part of a third.
        BarSeries bars = BarScene.Pick(scene.Bars(800 * 24), i => i % 400 == 0);
        await scene.Service.MergeAsync(bars, prefer: null, Token);
        List<Bar> read = [];
        for (DateTimeOffset? from = bars.OpenTime(3); from is not null;)
        {
            (BarSeries page, from) = (await scene.Service.ReadAsync(scene.Symbol, Timeframe.H1, from, bars.OpenTime(45), limit, Token))!.Value;
            Assert.InRange(page.Count, 1, limit);
            for (int i = 0; i < page.Count; i++) read.Add(page[i]);
        }

        Assert.Equal(Enumerable.Range(3, 42).Select(i => bars[i]), read);
    }

    [Fact]
    public async Task ListAsync_RowOfAnOlderProgram_CountsItsGaps()
    {
        await scene.Service.MergeAsync(BarScene.Pick(scene.Bars(50), i => i is not (10 or 11 or 30)), prefer: null, Token);
        EntityTable table = scene.Data.Table(StorageNames.Tables.Bars);
        TableEntity row = (await table.FindAsync(TableKey.Of(scene.Symbol.Name), TableKey.Of("1h"), Token))!;
        JsonObject document = JsonNode.Parse(row.GetString("document"))!.AsObject();
        Assert.True(document.Remove("gaps") && document.Remove("missing_bars"));
        row["document"] = document.ToJsonString();
        await table.UpsertAsync(row, Token);

        BarSeriesInfo info = (await scene.Service.ListAsync(1000, continuation: null, Token)).Items.Single(one => one.Symbol == scene.Symbol.Name);

        Assert.Equal((2, 3L), (info.Gaps, info.MissingBars));
    }
}
