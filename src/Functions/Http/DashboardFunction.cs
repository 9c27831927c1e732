using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration.Dashboard;
using ServerlessTraining.Orchestration.OpenApi;

namespace ServerlessTraining.Functions.Http;

/// <summary>The dashboard's built files, open to everybody: they hold no data.</summary>
public sealed class DashboardFunction(PageRequests page)
{
    [Function("Dashboard")]
    [Answer("*/*"), Answer(StatusCodes.Status302Found)]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dashboard/{*file}")] HttpRequest request, string? file, CancellationToken cancellationToken) =>
        page.GetAsync(request, file, cancellationToken);
}
