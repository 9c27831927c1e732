using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>What was looked at on each market. docs/guides/history.md.</summary>
public sealed class LedgerFunctions(TrialLedgers ledgers)
{
    [Function("Ledger")]
    [Query(typeof(LedgerQuery)), Answer(typeof(StoredPage<LedgerView>))]
    public async Task<IResult> Get([HttpTrigger(AuthorizationLevel.Function, "get", Route = "ledger")] HttpRequest request, CancellationToken cancellationToken) =>
        Results.Json(await ledgers.PageAsync(LedgerQuery.Of(request.Query), cancellationToken), ApiJson.Options);
}
