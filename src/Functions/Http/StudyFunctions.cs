using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>Searches for hyper-parameters: how far they are, what they tried, what they found.</summary>
public sealed class StudyFunctions(StudyViews views, StudyService studies)
{
    [Function("Studies")]
    [Query(typeof(StudyQuery)), Answer(typeof(StoredPage<StudyListItem>))]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/studies")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await views.PageAsync(StudyQuery.Of(request.Query), cancellationToken));

    [Function("StudyDetails")]
    [Answer(typeof(StudyView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/studies/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Ok(await views.OfAsync(id, cancellationToken));

    [Function("StudyTrials")]
    [Query(typeof(StudyTrialQuery)), Answer(typeof(StoredPage<StudyTrialView>))]
    public async Task<IResult> TrialsAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "presets/studies/{id}/trials")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Ok(await views.TrialsAsync(id, StudyTrialQuery.Of(request.Query), cancellationToken));

    [Function("StudyCancel")]
    [Answer(typeof(StudyAnswer), StatusCodes.Status202Accepted)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "presets/studies/{id}/cancel")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Results.Json(await studies.CancelAsync(client, id, cancellationToken), ApiJson.Options, statusCode: StatusCodes.Status202Accepted);

    private static IResult Ok<T>(T value) => Results.Json(value, ApiJson.Options);
}
