using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace ServerlessTraining.LocalHost.Tests.Http;

/// <summary>A small app that uses every way to take and answer a request.</summary>
internal sealed class ShopApp(TimeProvider clock)
{
    public enum Grade
    {
        Low,
        High,
    }

    [Function("Item")]
    public async Task<IResult> Item([HttpTrigger(AuthorizationLevel.Function, "get", Route = "items/{id:int:min(1)}")] HttpRequest request, int id, CancellationToken ct)
    {
        await Task.Delay(TimeSpan.Zero, clock, ct);
        return Results.Ok(new { id, query = request.QueryString.Value, key = request.Headers.ContainsKey("x-functions-key") });
    }

    [Function("Loose")]
    public static IResult Loose([HttpTrigger(AuthorizationLevel.Function, "get", Route = "loose/{id}/{grade?}")] HttpRequest request, Guid id, Grade? grade) =>
        Results.Text($"{request.Method} {id} {grade}");

    [Function("Page")]
    public static IActionResult Page([HttpTrigger(AuthorizationLevel.Function, "get", Route = "pages/{n=5}")] HttpRequest request, int n) =>
        request.Path.HasValue ? new OkObjectResult(new { PageNumber = n }) : new NotFoundResult();

    [Function("File")]
    public static IActionResult File([HttpTrigger(AuthorizationLevel.Function, "get", Route = "files/{*path}")] HttpRequest request, string? path) =>
        request.Path.HasValue ? new ContentResult { Content = path, ContentType = "text/plain" } : new NotFoundResult();

    [Function("Order")]
    public static IResult Order([HttpTrigger(AuthorizationLevel.Function, "post", Route = "orders")] HttpRequest request, [FromBody] NewOrder order) =>
        Results.Json(new { request.Method, order.Symbol, order.Count });

    [Function("Raw")]
    public static async Task<IResult> Raw([HttpTrigger(AuthorizationLevel.Function, "post", "put", Route = "raw")] HttpRequest request, CancellationToken ct) =>
        Results.Ok((await request.ReadFromJsonAsync<NewOrder>(ct))?.Count);

    [Function("Everything")]
    public static IResult Everything([HttpTrigger(AuthorizationLevel.Admin, Route = "everything")] HttpRequest request) => Results.Text(request.Method);

    [Function("Start")]
    public static async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "start")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken ct) =>
        new AcceptedResult(request.Path, new { id = await client.ScheduleNewOrchestrationInstanceAsync("Plan", 3, ct) });

    [Function("Text")]
    public static string Text([HttpTrigger(AuthorizationLevel.Function, "get", Route = "text")] HttpRequest request) => request.Method;

    [Function("Gone")]
    public static IActionResult Gone([HttpTrigger(AuthorizationLevel.Function, "get", Route = "gone")] HttpRequest request) =>
        request.Path.HasValue ? new StatusCodeResult(StatusCodes.Status410Gone) : new OkResult();

    [Function("Same")]
    public static IResult Same([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "same")] HttpRequest request, FunctionContext context) =>
        Results.Text($"{ReferenceEquals(request.HttpContext, context.GetHttpContext())} {context.BindingContext.BindingData.Count}");

    internal sealed record NewOrder
    {
        [JsonRequired]
        public string? Symbol { get; init; }

        public int Count { get; init; }

        public Grade Grade { get; init; }

        public IReadOnlyList<Line> Lines { get; init; } = [];
    }

    internal sealed record Line(decimal Price, DateTimeOffset When);
}
