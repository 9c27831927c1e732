using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using ServerlessTraining.Storage.Documents;

namespace ServerlessTraining.LocalHost.Tests.Http;

public sealed class HttpFunctionTests
{
    private const string Id = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";

    [Theory]
    [InlineData("api/items/7", 200, "{\"id\":7,\"query\":\"\",\"key\":false}")]
    [InlineData("api/items/7?a=1&code=secret&b=%202", 401, "The key in x-functions-key or code is wrong")]
    [InlineData("api/items/0", 404, "There is nothing at GET /api/items/0.")]
    [InlineData("api/items/seven", 404, "There is nothing at GET /api/items/seven.")]
    [InlineData("items/7", 404, "There is nothing at GET /items/7.")]
    [InlineData($"api/loose/{Id}", 200, $"GET {Id} ")]
    [InlineData($"api/loose/{Id}/high", 200, $"GET {Id} High")]
    [InlineData($"api/loose/{Id}/middling", 400, "grade is 'middling'; one of Low, High is needed.")]
    [InlineData("api/loose/1", 400, "id is '1'; a GUID such as 6f9619ff-8b86-d011-b42d-00cf4fc964ff is needed.")]
    [InlineData("api/pages", 200, "{\"pageNumber\":5}")]
    [InlineData("api/pages/6", 200, "{\"pageNumber\":6}")]
    [InlineData("api/pages/x", 400, "n is 'x'; a whole number from -2147483648 to 2147483647 is needed.")]
    [InlineData("api/pages/99999999999", 400, "n is '99999999999'; a whole number from -2147483648 to 2147483647 is needed.")]
    [InlineData("api/files/a/b%20c.txt", 200, "a/b c.txt")]
    [InlineData("api/files", 200, "")]
    [InlineData("api/gone", 410, "")]
    [InlineData("api/text", 200, "")]
    [InlineData("api/same", 200, "True 0")]
    public async Task Get_Route_GivesWhatAspNetRoutingAndTheFunctionGive(string path, int status, string body)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.GetAsync(path, path.Contains("code=", StringComparison.Ordinal) ? null : TestHost.Key);

        Assert.Equal((status, body), (answer.Status, answer.IsProblem ? answer.Detail[..Math.Min(body.Length, answer.Detail.Length)] : answer.Body));
    }

    [Theory]
    [InlineData("HEAD", "api/everything", 200)]
    [InlineData("OPTIONS", "api/everything", 200)]
    [InlineData("PATCH", "api/everything", 200)]
    [InlineData("HEAD", "api/text", 405)]
    [InlineData("OPTIONS", "api/text", 405)]
    [InlineData("DELETE", "api/raw", 405)]
    public async Task Send_Verb_IsServedWhereItIsDeclared(string verb, string path, int status)
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        Assert.Equal(status, (await host.SendAsync(verb, path)).Status);
    }

    [Fact]
    public async Task Send_WrongVerb_NamesTheRightOnes()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        TestHost.Answer answer = await host.SendAsync("DELETE", "api/raw");

        Assert.Equal("DELETE /api/raw is not allowed; allowed there: POST, PUT.", answer.Detail);
        Assert.Equal("POST, PUT", answer.Headers["Allow"]);
    }

    [Fact]
    public async Task Post_DurableClient_IsTheHubs()
    {
        FakeHub hub = new();
        await using TestHost host = await TestHost.StartAsync([typeof(ShopApp)], compose: null, hub);

        TestHost.Answer answer = await host.SendAsync("POST", "api/start", "{}");

        Assert.Equal((202, "{\"id\":\"new\"}"), (answer.Status, answer.Body));
        Assert.Equal(["Plan 3"], hub.Started);
    }

    /// <summary>azure-functions-dotnet-worker, FunctionsHttpProxyingMiddleware: what is neither result type leaves the response as it was.</summary>
    [Fact]
    public async Task Get_FunctionThatReturnsText_IsAnsweredEmptyAndLogged()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(ShopApp));

        await host.GetAsync("api/text");

        Assert.Contains("Function Text returned a String", host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FunctionFails_TellsTheCallerOnlyWhereToLook()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(Failing));

        TestHost.Answer answer = await host.GetAsync("api/fails");

        Assert.Equal(500, answer.Status);
        using JsonDocument problem = JsonDocument.Parse(answer.Body);
        string invocation = problem.RootElement.GetProperty("invocation_id").GetString()!;
        Assert.Equal($"Function Fails failed. The log has the cause, under invocation {invocation}.", answer.Detail);
        Assert.DoesNotContain("on purpose", answer.Body, StringComparison.Ordinal);
        Assert.Contains($"Function Fails failed, invocation {invocation}: System.InvalidOperationException: on purpose", host.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", host.Logs.Text, StringComparison.Ordinal);
    }

    /// <summary>The middleware is the product's, in Azure as here.</summary>
    [Theory]
    [InlineData(true, "ServerlessTraining.Functions.Http.ProblemMiddleware")]
    [InlineData(false, "ServerlessTraining.LocalHost.Http.HttpFunctionEndpoint")]
    public async Task Get_StoredDocumentIsDamaged_SaysSoAndLogsItOnce(bool product, string category)
    {
        await using TestHost host = await TestHost.StartAsync([typeof(Failing)], (builder, _) =>
        {
            if (product) builder.UseMiddleware<ServerlessTraining.Functions.Http.ProblemMiddleware>();
        });

        TestHost.Answer answer = await host.GetAsync("api/damaged");

        Assert.Equal((500, "Payload 12 is not there. AccountKey=***"), (answer.Status, answer.Detail));
        using JsonDocument problem = JsonDocument.Parse(answer.Body);
        string invocation = problem.RootElement.GetProperty("invocation_id").GetString()!;
        string line = Assert.Single(host.Logs.Text.Split('\n'), line => line.Contains("Payload 12 is not there", StringComparison.Ordinal));
        Assert.StartsWith($"Error {category} Function Damaged failed, invocation {invocation}: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FunctionFailsBehindTheMiddleware_IsTheHosts()
    {
        await using TestHost host = await TestHost.StartAsync(
            [typeof(Failing)], (builder, _) => builder.UseMiddleware<ServerlessTraining.Functions.Http.ProblemMiddleware>());

        Assert.StartsWith("Function Fails failed. The log has the cause", (await host.GetAsync("api/fails")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FunctionFailsInTheMiddleOfItsAnswer_CutsItOff()
    {
        await using TestHost host = await TestHost.StartAsync(typeof(Failing));

        await Assert.ThrowsAsync<HttpRequestException>(() => host.GetAsync("api/half"));

        Assert.Contains("Function Half failed", host.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_MiddlewareOfTheApp_SeesTheRequestAndMayAnswerIt()
    {
        await using TestHost host = await TestHost.StartAsync([typeof(ShopApp)], (builder, _) => builder.UseMiddleware(async (context, next) =>
        {
            HttpContext http = context.GetHttpContext()!;
            http.Response.Headers["x-before"] = context.FunctionDefinition.Name;
            if (http.Request.Query.ContainsKey("stop")) http.Response.StatusCode = StatusCodes.Status402PaymentRequired;
            else await next();
        }));

        Assert.Equal("Gone", (await host.GetAsync("api/gone")).Headers["x-before"]);
        Assert.Equal((402, ""), ((await host.GetAsync("api/gone?stop=1")).Status, (await host.GetAsync("api/gone?stop=1")).Body));
    }

    [Fact]
    public async Task Get_AppJsonOptions_AreThoseOfResultsAndBodies()
    {
        await using TestHost host = await TestHost.StartAsync(
            [typeof(ShopApp)], (builder, configuration) => ServerlessTraining.Functions.FunctionsApp.Compose(builder, configuration));

        Assert.Equal("{\"page_number\":5}", (await host.GetAsync("api/pages")).Body);
    }

    private static class Failing
    {
        [Function("Half")]
        public static async Task Half([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "half")] HttpRequest request, CancellationToken ct)
        {
            await request.HttpContext.Response.WriteAsync("half", ct);
            await request.HttpContext.Response.Body.FlushAsync(ct);
            throw new InvalidOperationException("on purpose");
        }

        [Function("Damaged")]
        public static void Damaged([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "damaged")] HttpRequest request) =>
            throw new StoredDocumentException($"Payload 12 is not there. {(request.Path.HasValue ? "AccountKey=hunter2" : "")}");

        [Function("Fails")]
        public static void Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request) =>
            throw new InvalidOperationException($"on purpose {(request.Path.HasValue ? "AccountKey=hunter2" : "")}");
    }
}
