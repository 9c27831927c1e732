using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Orchestration.Presets.Freshness;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>How fresh presets are, which one fits the market now, and whether one is better than another.</summary>
public sealed class PresetFreshnessFunctions(
    PresetFreshnessJudge judge, PresetReoptimizer reoptimizer, PresetRecommender recommender, PresetComparisonService comparisons)
{
    [Function("PresetFreshness")]
    [Query(typeof(PresetFreshnessQuery)), Answer(typeof(StoredPage<PresetFreshnessView>))]
    public async Task<IResult> FreshnessAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/freshness")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await judge.PageAsync(PresetFreshnessQuery.Of(request.Query), cancellationToken));

    [Function("PresetReoptimize")]
    [Body(typeof(ReoptimizeRequest)), Answer(typeof(ReoptimizeAnswer)), Answer(typeof(ReoptimizeAnswer), StatusCodes.Status202Accepted)]
    public async Task<IResult> ReoptimizeAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "presets/reoptimize")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        ReoptimizeRequest wish = await JsonBody.ReadAsync<ReoptimizeRequest>(request, cancellationToken);
        ReoptimizeAnswer answer = await reoptimizer.RunAsync(client, wish, cancellationToken);
        return wish is { DryRun: true, Measure: false } ? Ok(answer) : Accepted(answer);
    }

    [Function("PresetRecommend")]
    [Query(typeof(RecommendQuery)), Answer(typeof(PresetRecommendation))]
    public async Task<IResult> RecommendAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/recommend")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await recommender.RecommendAsync(RecommendQuery.Of(request.Query), cancellationToken));

    [Function("PresetCompareStart")]
    [Body(typeof(ComparisonBody)), Answer(typeof(ComparisonStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> CompareAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "presets/ab")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        Accepted(await comparisons.StartAsync(client, await JsonBody.ReadAsync<ComparisonBody>(request, cancellationToken), cancellationToken));

    [Function("PresetComparisons")]
    [Query(typeof(ComparisonQuery)), Answer(typeof(StoredPage<ComparisonListItem>))]
    public async Task<IResult> ComparisonsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/ab")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await comparisons.PageAsync(ComparisonQuery.Of(request.Query), cancellationToken));

    [Function("PresetComparisonShow")]
    [Answer(typeof(PresetComparisonView))]
    public async Task<IResult> ComparisonAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/ab/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Ok(await comparisons.ReadAsync(id, cancellationToken));

    private static IResult Accepted<T>(T answer) => Results.Json(answer, ApiJson.Options, statusCode: StatusCodes.Status202Accepted);

    private static IResult Ok<T>(T value) => Results.Json(value, ApiJson.Options);
}
