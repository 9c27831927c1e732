using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration.Dashboard;

namespace ServerlessTraining.Functions.Http;

/// <summary>The dashboard's built files, open to everybody: they hold no data.</summary>
public sealed class DashboardFunction(PageRequests page)
{
    [Function("Dashboard")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "dashboard/{*file}")] HttpRequest request, string? file, CancellationToken cancellationToken) =>
        page.GetAsync(request, file, cancellationToken);
}
