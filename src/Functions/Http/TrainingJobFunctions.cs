using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Jobs;
using ServerlessTraining.Orchestration.OpenApi;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Functions.Http;

/// <summary>Two-stage training: jobs and their life, the gates and how well they serve.</summary>
public sealed class TrainingJobFunctions(JobService jobs, JobViews views, JobCalibrator calibrator, GateSettings gates)
{
    [Function("TrainingStart")]
    [Body(typeof(JobRequest)), Answer(typeof(JobStarted), StatusCodes.Status202Accepted)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "training/start")] HttpRequest request, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await jobs.StartAsync(client, await JobBody.ReadAsync(request, cancellationToken), cancellationToken));

    [Function("TrainingJobs")]
    [Query(typeof(JobQuery)), Answer(typeof(StoredPage<JobListItem>))]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "training/jobs")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await views.PageAsync(JobQuery.Of(request.Query), cancellationToken));

    [Function("TrainingJob")]
    [Answer(typeof(JobView))]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "training/jobs/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        Ok(await views.OfAsync(await jobs.FindAsync(id, cancellationToken), cancellationToken));

    [Function("TrainingJobApprove")]
    [Answer(typeof(JobAnswer), StatusCodes.Status202Accepted)]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "training/jobs/{id}/approve")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await jobs.ApproveAsync(client, id, cancellationToken));

    [Function("TrainingJobReject")]
    [Answer(typeof(JobAnswer), StatusCodes.Status202Accepted)]
    public async Task<IResult> RejectAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "training/jobs/{id}/reject")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await jobs.RejectAsync(client, id, cancellationToken));

    [Function("TrainingJobCancel")]
    [Answer(typeof(JobAnswer), StatusCodes.Status202Accepted)]
    public async Task<IResult> CancelAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "training/jobs/{id}/cancel")] HttpRequest request, string id, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => Accepted(await jobs.CancelAsync(client, id, cancellationToken));

    [Function("TrainingCalibration")]
    [Answer(typeof(JobCalibration))]
    public async Task<IResult> CalibrateAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "training/calibration")] HttpRequest request, CancellationToken cancellationToken) =>
        Ok(await calibrator.ReadAsync(cancellationToken));

    [Function("TrainingGates")]
    [Answer(typeof(GateBounds))]
    public IResult Gates([HttpTrigger(AuthorizationLevel.Function, "get", Route = "training/gates")] HttpRequest request) => Ok(GateBounds.Of(gates));

    private static IResult Accepted<T>(T answer) => Results.Json(answer, ApiJson.Options, statusCode: StatusCodes.Status202Accepted);

    private static IResult Ok<T>(T value) => Results.Json(value, ApiJson.Options);
}
