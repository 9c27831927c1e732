using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Feeds;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Feeds;

public sealed class FeedOptionsTests
{
    [Fact]
    public void Read_BothKinds_HasWhatIsWritten()
    {
        FeedOptions options = Read("""
            feeds:
              - name: drop
                kind: files
                folder: in/bars
                prefer: new
                calendar: fx
              - name: btc
                kind: klines
                address: https://api.example.com/base/
                symbol: btc/usdt
                exchange_symbol: BTC-USDT
                timeframe: 60m
                start: '2024-01-01'
                weight_limit: 5
            """);

        FileFeed drop = Assert.IsType<FileFeed>(options.Feeds[0]);
        Assert.Equal(("/home/in/bars", MergePreference.New, MarketCalendar.Fx, "bars"), (drop.Folder, drop.Prefer, drop.Calendar, drop.Source));
        KlinesFeed btc = Assert.IsType<KlinesFeed>(options.Feeds[1]);
        Assert.Equal("https://api.example.com/base/api/v3/klines", btc.Endpoint.AbsoluteUri);
        Assert.Equal(("BTCUSDT", "1h", "BTC-USDT", 5), (btc.Symbol.Name, btc.Timeframe.Name, btc.ExchangeSymbol, btc.WeightLimit));
        Assert.Equal((new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), (MergePreference?)null), (btc.Start, btc.Prefer));
    }

    [Fact]
    public void Read_ManyErrors_TellsAllWithTheirLines()
    {
        DocumentException error = Assert.Throws<DocumentException>(() => Read("""
            feeds:
              - name: a b
                kind: ftp
              - name: x
                kind: files
                prefer: mine
              - name: X
                kind: klines
                address: ftp://example.com
                path: //evil
                symbol: '?'
                timeframe: 7h
                adress: https://example.com
            """));

        Assert.Equal(
            [
                "2:11 feeds[0].name", "3:11 feeds[0].kind", "4:5 feeds[1].folder", "6:13 feeds[1].prefer", "7:5 feeds[2].start", "7:11 feeds[2].name", "9:14 feeds[2].address",
                "10:11 feeds[2].path", "11:13 feeds[2].symbol", "12:16 feeds[2].timeframe", "13:5 feeds[2].adress",
            ],
            error.Errors.Select(one => $"{one.Position} {one.Path}"));
        Assert.Contains(
            "feeds[2].address: must be an address such as https://api.example.com, http or https, without user, query or fragment", error.Message, StringComparison.Ordinal);
        Assert.Contains("the name 'X' is that of an earlier feed", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://user:key@example.com")]
    [InlineData("https://example.com?key=1")]
    [InlineData("https://example.com#x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/api")]
    public void Read_AddressThatIsNone_IsRefused(string address) => Assert.Throws<DocumentException>(() => Read($$"""
        feeds: [{name: a, kind: klines, address: '{{address}}', symbol: BTCUSDT, timeframe: 1h, start: '2024-01-01'}]
        """));

    [Fact]
    public void From_FileOfTheClone_HasNoActiveFeed() => Assert.Empty(FeedOptions.From(Settings(null), new RepositoryRoot(Repository.Root)).Feeds);

    [Fact]
    public void From_ExamplesOfTheFile_AreGood()
    {
        // What stands behind the first comment sign is the example; its words are behind the second.
        string[] lines = [.. File.ReadLines(Repository.PathOf("configs", "feeds.yaml")).SkipWhile(line => line != "# feeds:").Select(line => line.Length > 1 ? line[2..] : "")];

        Assert.Equal([FileFeed.KindName, KlinesFeed.KindName], Read(string.Join('\n', lines)).Feeds.Select(feed => feed.Kind));
    }

    [Fact]
    public void From_NoFile_HasNone()
    {
        using ScratchFolder empty = new();

        Assert.Empty(FeedOptions.From(Settings(null), new RepositoryRoot(empty.Path)).Feeds);
    }

    [Fact]
    public void From_NamedFileMissing_SaysSo()
    {
        using ScratchFolder empty = new();

        Assert.Equal(
            "FeedsFile is 'my.yaml', but there is no such file. Give the path of a file as configs/feeds.yaml, or none.",
            Assert.Throws<ServerlessTrainingException>(() => FeedOptions.From(Settings("my.yaml"), new RepositoryRoot(empty.Path))).Message);
    }

    private static IConfiguration Settings(string? file) => new ConfigurationBuilder().AddInMemoryCollection([new("FeedsFile", file)]).Build();

    private static FeedOptions Read(string text) => FeedOptions.Read(text, "feeds.yaml", "/home");
}
