using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Orchestration.Feeds;
using ServerlessTraining.Orchestration.Tests.Bars;
using ServerlessTraining.Storage.Feeds;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Feeds;

public sealed class DropFolderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private readonly ScratchFolder folder = new();
    private readonly FeedScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FileFeed Feed => new(scene.Bars.Symbol.Name, folder.Path);

    private string Name => $"{scene.Bars.Symbol}_1h_2020.csv";

    public async ValueTask InitializeAsync() => await scene.Bars.CreateAsync(Token);

    public ValueTask DisposeAsync()
    {
        scene.Dispose();
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pull_FileAtRest_IsMergedAtTheSecondLookAndMovedToDone(bool packed)
    {
        BarSeries bars = scene.Bars.Bars(50);
        string name = packed ? $"{Name}.gz" : Name;
        await DropAsync(name, bars, packed);

        FeedResult first = await scene.PullAsync(Feed, Token);
        FeedResult second = await scene.PullAsync(Feed, Token);

        Assert.Equal((0, $"{name} waits for the next look: it may still be written to"), (first.Added, Assert.Single(first.Notes)));
        Assert.Equal((50, $"{name}: 50 added, 0 replaced, 0 kept, 0 equal"), (second.Added, Assert.Single(second.Notes)));
        Assert.Equal([$"done/{name}"], Files());
        Assert.Equal(SeriesFingerprint.Of(bars), SeriesFingerprint.Of(await scene.StoredAsync(Token)));
    }

    [Fact]
    public async Task Pull_FileThatGrows_IsLeftUntilItRests()
    {
        BarSeries bars = scene.Bars.Bars(50);
        await DropAsync(Name, bars.Slice(0, 20), packed: false);
        await scene.PullAsync(Feed, Token);
        await DropAsync(Name, bars, packed: false);

        FeedResult grown = await scene.PullAsync(Feed, Token);
        FeedResult rested = await scene.PullAsync(Feed, Token);

        Assert.Equal((0, 50), (grown.Added, rested.Added));
    }

    [Fact]
    public async Task Pull_BadFile_MovesToFailedWithItsLine()
    {
        folder.Write(Name, "timestamp,open,high,low,close,volume\n2020-01-01T00:00:00Z,1,2,1,2,5\n2020-01-01T01:00:00Z,1,2,1,x,5\n");
        await scene.PullAsync(Feed, Token);

        FeedResult result = await scene.PullAsync(Feed, Token);

        Assert.Equal((FeedOutcome.Pulled, 0), (result.Outcome, result.Added));
        Assert.Equal([$"failed/{Name}", $"failed/{Name}.reason.txt"], Files());
        Assert.StartsWith($"{Name}: line 3, column 5 (close): 'x' is not a number.", await ReadAsync($"failed/{Name}.reason.txt"), StringComparison.Ordinal);
        Assert.StartsWith($"{Name} was refused: line 3, column 5", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pull_Conflict_IsRefusedWithBothValuesUnlessTheFeedDecides()
    {
        BarSeries bars = scene.Bars.Bars(10);
        await scene.Bars.Service.MergeAsync(bars, prefer: null, Token);
        await DropAsync(Name, BarScene.With(bars, 4), packed: false);
        await scene.PullAsync(Feed, Token);
        await scene.PullAsync(Feed, Token);

        Assert.Contains(" 1 bar differs from the stored one; nothing was changed.", await ReadAsync($"failed/{Name}.reason.txt"), StringComparison.Ordinal);
        Assert.Contains("\n  2020-01-01T04:00:00Z: stored open=", await ReadAsync($"failed/{Name}.reason.txt"), StringComparison.Ordinal);

        await DropAsync(Name, BarScene.With(bars, 4), packed: false);
        await scene.PullAsync(Feed with { Prefer = MergePreference.New }, Token);
        Assert.Equal(1, (await scene.PullAsync(Feed with { Prefer = MergePreference.New }, Token)).Replaced);
    }

    [Fact]
    public async Task Pull_NameWithoutAMarket_IsRefused()
    {
        folder.Write("prices.csv", "timestamp,open,high,low,close,volume\n");
        await scene.PullAsync(Feed, Token);
        await scene.PullAsync(Feed, Token);

        Assert.Equal(
            "prices.csv: the name tells no market; SYMBOL_TIMEFRAME.csv or .csv.gz, with more after the timeframe where wanted, as in BTCUSDT_1h_2024.csv is needed\n",
            await ReadAsync("failed/prices.csv.reason.txt"));
    }

    [Fact]
    public async Task Pull_SameNameTwice_KeepsBothDoneFiles()
    {
        for (int round = 0; round < 2; round++)
        {
            await DropAsync(Name, scene.Bars.Bars(10 + round), packed: false);
            await scene.PullAsync(Feed, Token);
            await scene.PullAsync(Feed, Token);
        }

        Assert.Equal([$"done/20260105-123000-0000000-{Name}", $"done/{Name}"], Files());
    }

    [Fact]
    public async Task Pull_OtherFilesAndLinks_AreLeftAlone()
    {
        folder.Write($"{Name}.part", "half");
        folder.Write($".{Name}", "half");
        File.CreateSymbolicLink(Path.Combine(folder.Path, Name), folder.Write("elsewhere.txt", "secret"));

        await scene.PullAsync(Feed, Token);
        FeedResult result = await scene.PullAsync(Feed, Token);

        Assert.Empty(result.Notes);
        Assert.Equal(4, Files().Count);
    }

    [Fact]
    public async Task Pull_NoFolder_FailsWithWhatToDo()
    {
        FeedResult result = await scene.PullAsync(Feed with { Folder = Path.Combine(folder.Path, "none") }, Token);

        Assert.Equal($"The folder of feed {Feed.Name} is not there. Make it, or correct 'folder' in the file of feeds.", result.Error);
    }

    [Theory]
    [InlineData("BTCUSDT_1h.csv", "BTCUSDT", "1h")]
    [InlineData("BTCUSDT_1h_2017-2022.csv.gz", "BTCUSDT", "1h")]
    [InlineData("btc-usdt_M15-part2.CSV", "BTCUSDT", "15m")]
    [InlineData("BTC_USDT_1D.csv", "BTCUSDT", "1d")]
    [InlineData("BTCUSDT_1hx.csv", null, null)]
    [InlineData("_1h.csv", null, null)]
    [InlineData("BTCUSDT.csv", null, null)]
    public void FeedFileName_Name_TellsTheMarket(string name, string? symbol, string? timeframe)
    {
        Assert.True(FeedFileName.IsCandidate(name));
        bool known = FeedFileName.TryParse(name, out Symbol market, out Timeframe length);

        Assert.Equal(symbol is not null, known);
        if (known) Assert.Equal((symbol, timeframe), (market.Name, length.Name));
    }

    private async Task DropAsync(string name, BarSeries bars, bool packed)
    {
        await using FileStream file = File.Create(Path.Combine(folder.Path, name));
        if (packed) await BarCsvWriter.WriteGzipAsync(file, bars, cancellation: Token);
        else await BarCsvWriter.WriteAsync(file, bars, Token);
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(folder.Path, name), Token);

    private IReadOnlyList<string> Files() =>
        [.. Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Path, file)).Order(StringComparer.Ordinal)];
}
