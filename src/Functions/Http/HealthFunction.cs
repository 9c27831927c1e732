using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Health;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>200 when every dependency answers, else 503. Without a key only that; with one every dependency, its address and its state.</summary>
public sealed class HealthFunction(HealthService health)
{
    [Function("Health")]
    [Answer(typeof(HealthSummary)), Answer(typeof(HealthSummary), StatusCodes.Status503ServiceUnavailable)]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        HealthReport report = await health.CheckAsync(cancellationToken);
        return Answer(report, new HealthSummary(report.Status, report.Version));
    }

    [Function("HealthDetails")]
    [Answer(typeof(HealthReport)), Answer(typeof(HealthReport), StatusCodes.Status503ServiceUnavailable)]
    public async Task<IResult> GetDetails(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/details")] HttpRequest request, CancellationToken cancellationToken)
    {
        HealthReport report = await health.CheckAsync(cancellationToken);
        return Answer(report, report);
    }

    private static IResult Answer<T>(HealthReport report, T body) =>
        Results.Json(body, ApiJson.Options, statusCode: report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
}
