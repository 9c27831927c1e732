using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration.Bars;

namespace ServerlessTraining.Functions.Http;

/// <summary>Bars over HTTP.</summary>
public sealed class BarsFunctions(BarRequests bars)
{
    private const string Series = "bars/{symbol}/{timeframe}";

    [Function("BarsList")]
    public Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "bars")] HttpRequest request, CancellationToken cancellationToken) =>
        bars.ListAsync(request, cancellationToken);

    [Function("BarsGet")]
    public Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Series)] HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken) =>
        bars.GetAsync(request, symbol, timeframe, cancellationToken);

    [Function("BarsGaps")]
    public Task<IResult> GapsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = Series + "/gaps")] HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken) =>
        bars.GapsAsync(request, symbol, timeframe, cancellationToken);

    [Function("BarsMerge")]
    public Task<IResult> MergeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = Series)] HttpRequest request, string symbol, string timeframe, CancellationToken cancellationToken) =>
        bars.MergeAsync(request, symbol, timeframe, cancellationToken);
}
