using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace ServerlessTraining.Compat.Tests.Functions.Sample;

// A small app with every kind of function the product has; it is here to be compiled.
internal sealed class SampleApi(TimeProvider clock)
{
    [Function("SampleStart")]
    public async Task<IActionResult> Start(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "sample")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel)
    {
        Order? order = await request.ReadFromJsonAsync<Order>(cancel);
        if (order is null)
        {
            return new BadRequestObjectResult(new { error = "count" });
        }

        string id = await client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrator), order.Count, new StartOrchestrationOptions($"sample-{clock.GetUtcNow():yyyyMMdd}"), cancel);
        return new AcceptedResult($"/api/sample/{id}", new { id });
    }

    [Function("SampleGet")]
    public static async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "sample/{id}")] HttpRequest request,
        string id,
        [DurableClient(TaskHub = "hub")] DurableTaskClient client,
        FunctionContext context)
    {
        OrchestrationMetadata? found = await client.GetInstanceAsync(id, getInputsAndOutputs: true, context.CancellationToken);
        return found is null
            ? Results.NotFound(request.Path.Value)
            : Results.Ok(new
            {
                status = found.RuntimeStatus,
                output = found.ReadOutputAs<int>(),
                host = context.GetHttpContext()?.Request.Host.Value,
            });
    }

    [Function("SampleTick")]
    [FixedDelayRetry(3, "00:00:10")]
    public static Task Tick(
        [TimerTrigger("0 */5 * * * *", RunOnStartup = false)] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancel) =>
        timer.IsPastDue ? Task.CompletedTask : client.RaiseEventAsync("sample", "Tick", timer.ScheduleStatus?.Next, cancel);

    [Function("SampleMessage")]
    public static void Message([QueueTrigger("sample-queue", Connection = "AzureWebJobsStorage")] string text, FunctionContext context) =>
        context.Items["text"] = text;
}
