using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.LocalHost.Discovery;
using ServerlessTraining.Orchestration.Local;
using ServerlessTraining.Testing;

namespace ServerlessTraining.LocalHost.Tests;

public sealed class FunctionsServerTests
{
    [Theory]
    [InlineData("api/items/7", HttpStatusCode.OK, "{\"id\":7}")]
    [InlineData("api/actions/7", HttpStatusCode.Accepted, "{\"id\":\"7\"}")]
    [InlineData("api/items/seven", HttpStatusCode.BadRequest, "id is 'seven'; a Int32 is needed.")]
    [InlineData("api/fails", HttpStatusCode.InternalServerError, "\"status\":500")]
    [InlineData("items/7", HttpStatusCode.NotFound, "\"status\":404")]
    public async Task Get_Route_GivesWhatTheFunctionReturns(string path, HttpStatusCode status, string body)
    {
        int[] ports = AzuriteServer.FreePorts(4);
        LocalSettings settings = new(new RepositoryRoot(Repository.Root), ports[0], new AzuritePorts(ports[1], ports[2], ports[3]), "unused");
        await using WebApplication app = FunctionsServer.Build(settings, FunctionDiscovery.Find(typeof(Items)));
        await FunctionsServer.StartAsync(app, settings.Port, TestContext.Current.CancellationToken);
        using HttpClient http = new();

        using HttpResponseMessage response = await http.GetAsync(new Uri(settings.Url, path), TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Contains(body, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private sealed class Items(TimeProvider clock)
    {
        [Function("Item")]
        public async Task<IResult> Item([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "items/{id}")] HttpRequest request, int id, CancellationToken ct)
        {
            await Task.Delay(TimeSpan.Zero, clock, ct);
            return request.Path.HasValue ? Results.Ok(new { id }) : Results.NotFound();
        }

        [Function("Action")]
        public static IActionResult Action([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "actions/{id}")] HttpRequest request, string id) =>
            request.Path.HasValue ? new AcceptedResult(request.Path, new { id }) : new NotFoundResult();

        [Function("Fails")]
        public static void Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fails")] HttpRequest request) =>
            throw new InvalidOperationException(request.Path);
    }
}
