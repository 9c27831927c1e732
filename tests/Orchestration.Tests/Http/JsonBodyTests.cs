using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Tests.Http;

public sealed class JsonBodyTests
{
    [Fact]
    public async Task ReadAsync_Good_IsReadInSnakeCase() => Assert.Equal(new Plan("BTC", 3), await ReadAsync("{\"market_name\":\"BTC\",\"fold_count\":3}"));

    [Theory]
    [InlineData("{\"fold_count\":true}", "fold_count is true; a whole number from -2147483648 to 2147483647 is needed.")]
    [InlineData("{\"market_name\":[\"a\"]}", "market_name is [\"a\"]; a text is needed.")]
    [InlineData("7", "the body is 7; an object with market_name, fold_count is needed.")]
    public async Task ReadAsync_Misfit_NamesTheFieldAsTheCallerWroteIt(string body, string message) =>
        Assert.Equal(message, (await Assert.ThrowsAsync<RequestException>(() => ReadAsync(body))).Message);

    [Fact]
    public async Task ReadAsync_LongValueWithLineBreaks_IsShownShortInOneLine()
    {
        RequestException error = await Assert.ThrowsAsync<RequestException>(() => ReadAsync($"{{\"fold_count\":[\n{new string('1', 300)}]}}"));

        Assert.Equal($"[ {new string('1', 98)}...", Assert.Single(error.Faults).Value);
    }

    [Fact]
    public async Task ReadAsync_NoUtf8_SaysWhere()
    {
        DefaultHttpContext context = Context("");
        context.Request.Body = new MemoryStream([.. "{\n\"a\":\""u8, 0xCB, 0x22, 0x7D]);

        Assert.Equal(
            "The body is not UTF-8: line 2, byte 6. Send one complete JSON value in UTF-8.",
            (await Assert.ThrowsAsync<RequestException>(() => JsonBody.ReadAsync<Plan>(context.Request, TestContext.Current.CancellationToken))).Message);
    }

    [Fact]
    public async Task ReadAsync_HalfASurrogatePairAsName_IsNotAFailureOfOurs() => Assert.StartsWith(
        "The body has a name or text with half a surrogate pair",
        (await Assert.ThrowsAsync<RequestException>(() => ReadAsync("{\"\\ud800\":1,\"fold_count\":true}"))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task FindAsync_JsonExceptionThatTheBodyDidNotCause_IsNotTheRequests()
    {
        DefaultHttpContext context = Context("{\"fold_count\":3}");
        RequestFaults.KeepBody(context.Request);

        Assert.Null(await RequestFaults.FindAsync(context.Request, new JsonException("of another document", "$.fold_count", 0, 0), TestContext.Current.CancellationToken));
        Assert.Null(await RequestFaults.FindAsync(context.Request, new InvalidOperationException("of the program"), TestContext.Current.CancellationToken));
    }

    private static Task<Plan> ReadAsync(string body) => JsonBody.ReadAsync<Plan>(Context(body).Request, TestContext.Current.CancellationToken);

    private static DefaultHttpContext Context(string body)
    {
        DefaultHttpContext context = new();
        context.Request.ContentType = "application/json";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return context;
    }

    private sealed record Plan(string MarketName, int FoldCount);
}
