using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Csv;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Orchestration.Tests.Bars;

public sealed class BarRequestsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    private const string Header = "timestamp,open,high,low,close,volume\n";
    private readonly BarScene scene = new(azurite.Server);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.CreateAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Merge_Conflict_IsA409ThatListsBothValues()
    {
        await PostAsync(Header + "2020-01-01T00:00:00Z,1,2,1,2,5\n2020-01-01T01:00:00Z,2,3,2,3,5\n", "");

        (int status, JsonElement answer) = await PostAsync(Header + "2020-01-01T00:00:00Z,1,2,1,2,5\n2020-01-01T01:00:00Z,2,3,2,2.5,5\n", "");

        Assert.Equal(409, status);
        Assert.Equal(
            $"{scene.Symbol} 1h: 1 bar differs from the stored one; nothing was changed. Say prefer=new (--prefer new) to replace what is stored, "
            + "prefer=old to keep it, or correct the incoming bars.",
            answer.GetProperty("detail").GetString());
        JsonElement error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal(
            ("2020-01-01T01:00:00Z", "open=2 high=3 low=2 close=2.5 volume=5", "open=2 high=3 low=2 close=3 volume=5 as stored"),
            (error.GetProperty("field").GetString(), error.GetProperty("value").GetString(), error.GetProperty("allowed").GetString()));
    }

    [Fact]
    public async Task Merge_Answer_HasTheNamesOfTheApi()
    {
        (int status, JsonElement answer) = await PostAsync(Header + "2020-01-01T00:00:00Z,1,2,1,2,5\n", "?calendar=FX&prefer=OLD");

        Assert.Equal(200, status);
        Assert.Equal(
            "symbol timeframe calendar added replaced kept equal count first last gaps missing_bars fingerprint_before fingerprint_after",
            string.Join(' ', answer.EnumerateObject().Select(one => one.Name)));
        Assert.Equal("fx", answer.GetProperty("calendar").GetString());
    }

    [Fact]
    public async Task Merge_QueryWrong_TellsAllAtOnce()
    {
        (int status, JsonElement answer) = await PostAsync(Header, "?calendar=moon&prefer=mine");

        Assert.Equal(400, status);
        Assert.Equal("calendar is 'moon'; one of crypto, fx, equities is needed. prefer is 'mine'; new or old is needed.", answer.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Merge_OtherCalendar_IsA409()
    {
        await PostAsync(Header + "2020-01-01T00:00:00Z,1,2,1,2,5\n", "");

        (int status, JsonElement answer) = await PostAsync(Header + "2020-01-01T00:00:00Z,1,2,1,2,5\n", "?calendar=equities");

        Assert.Equal(409, status);
        Assert.Contains("is stored with the crypto calendar, not equities", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_LittleGzipOfEndlessText_Is413()
    {
        using MemoryStream packed = new();
        await using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(Header));
            byte[] line = new byte[64 * 1024];
            line.AsSpan().Fill((byte)'\n');
            for (int i = 0; i < 1025; i++) gzip.Write(line);
        }

        (int status, string answer) = await scene.PostAsync(packed.ToArray(), "", Token, "gzip");

        Assert.Equal(413, status);
        Assert.Contains("more than 67,108,864 bytes, packed or unpacked", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_OtherEncoding_Is415()
    {
        (int status, string answer) = await scene.PostAsync(Encoding.ASCII.GetBytes(Header), "", Token, "br");

        Assert.Equal(415, status);
        Assert.Contains("Content-Encoding is 'br'; gzip, or none for plain text, is needed.", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Merge_WhatTheWriterWrites_ComesBackBitForBit()
    {
        BarSeries bars = scene.Bars(500);
        using MemoryStream packed = new();
        await BarCsvWriter.WriteGzipAsync(packed, bars, cancellation: Token);

        (int status, string answer) = await scene.PostAsync(packed.ToArray(), "", Token, "gzip");

        Assert.Equal(200, status);
        Assert.Contains(SeriesFingerprint.Of(bars), answer, StringComparison.Ordinal);
    }

    private async Task<(int Status, JsonElement Answer)> PostAsync(string csv, string query)
    {
        (int status, string answer) = await scene.PostAsync(Encoding.UTF8.GetBytes(csv), query, Token);
        return (status, JsonDocument.Parse(answer).RootElement);
    }
}
