using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Health;

namespace ServerlessTraining.Functions.Http;

/// <summary><c>GET /api/health</c>: 200 when every dependency answers, else 503; the body lists them all either way.</summary>
public sealed class HealthFunction(HealthService health)
{
    [Function("Health")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken cancellationToken)
    {
        HealthReport report = await health.CheckAsync(cancellationToken);
        return Results.Json(report, ApiJson.Options, statusCode: report.IsHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
