using System.Text.Json;

namespace ServerlessTraining.LocalHost.Tests.Http;

public sealed class BodyTests
{
    private const string Object = "an object with symbol, count, grade, lines";

    [Theory]
    [InlineData("{\"symbol\":\"BTC\",\"count\":2}", 200, "{\"method\":\"POST\",\"symbol\":\"BTC\",\"count\":2}")]
    [InlineData("", 400, $"The body is empty; {Object} is needed.")]
    [InlineData("null", 400, $"The body is null; {Object} is needed.")]
    [InlineData("{\"count\":1}", 400, "symbol is missing; a text is needed.")]
    [InlineData("{\"symbol\":\"BTC\",\"count\":\"two\"}", 400, "count is \"two\"; a whole number from -2147483648 to 2147483647 is needed.")]
    [InlineData("{\"symbol\":\"BTC\",\"count\":1e99}", 400, "count is 1e99; a whole number from -2147483648 to 2147483647 is needed.")]
    [InlineData("{\"symbol\":7}", 400, "symbol is 7; a text is needed.")]
    [InlineData("{\"symbol\":\"BTC\",\"grade\":\"High\"}", 400, "grade is \"High\"; one of 0, 1 is needed.")]
    [InlineData("{\"symbol\":\"BTC\",\"lines\":[{\"price\":1},{\"price\":\"x\"}]}", 400, "lines[1].price is \"x\"; a number is needed.")]
    [InlineData("{\"symbol\":\"BTC\",\"lines\":[{\"when\":\"later\"}]}", 400, "lines[0].when is \"later\"; a time such as 2026-01-31T12:00:00Z is needed.")]
    [InlineData("{\"symbol\":\"BTC\",\"lines\":{}}", 400, "lines is {}; a list is needed.")]
    [InlineData("[]", 400, $"the body is []; {Object} is needed.")]
    [InlineData("{\n  \"symbol\": BTC\n}", 400, "The body is not JSON: line 2, byte 13. Send one complete JSON value in UTF-8.")]
    [InlineData("{\"symbol\":\"BTC\"", 400, "The body is not JSON: line 1, byte 16. Send one complete JSON value in UTF-8.")]
    public async Task Post_FromBody_NamesFieldValueAndWhatIsAllowed(string body, int status, string detail)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.SendAsync("POST", "api/orders", body);

        Assert.Equal((status, detail), (answer.Status, answer.IsProblem ? answer.Detail : answer.Body));
    }

    [Fact]
    public async Task Post_FieldWrong_IsAlsoListedForPrograms()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        using JsonDocument problem = JsonDocument.Parse((await host.SendAsync("POST", "api/orders", "{\"symbol\":7}")).Body);

        Assert.Equal("[{\"field\":\"symbol\",\"value\":\"7\",\"allowed\":\"a text\"}]", problem.RootElement.GetProperty("errors").GetRawText());
        Assert.Equal((400, "Bad Request"), (problem.RootElement.GetProperty("status").GetInt32(), problem.RootElement.GetProperty("title").GetString()));
    }

    /// <summary>A function that reads the body itself gets the same, whatever its reader throws.</summary>
    [Theory]
    [InlineData("{\"count\":\"two\",\"symbol\":\"x\"}", "application/json", 400, "count is \"two\"; another type of value is needed.")]
    [InlineData("{\"count\"", "application/json", 400, "The body is not JSON: line 1, byte 9. Send one complete JSON value in UTF-8.")]
    [InlineData("x", "text/plain", 415, "Content-Type is 'text/plain'; application/json is needed.")]
    [InlineData("x", "", 415, "Content-Type is missing; application/json is needed.")]
    [InlineData("{}", "application/json; charset=wild", 415, "Content-Type is 'application/json; charset=wild'; application/json is needed.")]
    public async Task Post_ReadByTheFunction_IsRefusedAlike(string body, string type, int status, string detail)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.SendAsync("POST", "api/raw", body, type: type);

        Assert.Equal((status, detail), (answer.Status, answer.Detail));
    }

    [Theory]
    [InlineData("api/orders", false)]
    [InlineData("api/orders", true)]
    [InlineData("api/raw", false)]
    [InlineData("api/raw", true)]
    public async Task Post_MoreThanTheLimit_Is413(string path, bool chunked)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));
        string body = $"{{\"symbol\":\"{new string('x', 1024 * 1024)}\"}}";

        TestHost.Answer answer = await host.SendAsync("POST", path, body, headers: chunked ? [("Transfer-Encoding", "chunked")] : []);

        Assert.Equal((413, "The body has more than 1048576 bytes; at most 1048576 are allowed."), (answer.Status, answer.Detail));
    }

    [Fact]
    public async Task Post_ExactlyTheLimit_IsRead()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));
        const string frame = "{\"count\":1,\"symbol\":\"\"}";

        Assert.Equal((200, "1"), await CountAsync(host, frame.Insert(frame.Length - 2, new string('x', (1024 * 1024) - frame.Length))));
    }

    private static async Task<(int, string)> CountAsync(TestHost host, string body)
    {
        TestHost.Answer answer = await host.SendAsync("POST", "api/raw", body);
        return (answer.Status, answer.Body);
    }
}
