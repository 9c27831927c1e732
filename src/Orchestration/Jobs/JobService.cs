using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Starts jobs and takes people's wishes about them. A decision is written into the job first, so that one of several counts; the event that follows only says that
/// it is there.</summary>
public sealed class JobService
{
    private readonly JobStore jobs;
    private readonly JobPlanner planner;
    private readonly GateSettings gates;
    private readonly AuditStore audit;
    private readonly TimeProvider clock;

    internal JobService(JobStore jobs, JobPlanner planner, GateSettings gates, AuditStore audit, TimeProvider clock)
    {
        this.jobs = jobs;
        this.planner = planner;
        this.gates = gates;
        this.audit = audit;
        this.clock = clock;
    }

    /// <exception cref="RequestException">It cannot be trained: there are no bars, or too few, or the model type does not fit.</exception>
    public async Task<JobStarted> StartAsync(DurableTaskClient client, JobRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        IReadOnlyDictionary<JobStageKind, int> folds = await CountAsync(request, cancellationToken);
        Symbol symbol = Symbol.Parse(request.Symbol);
        GateCriteria gate = gates.For(symbol);
        JobDetails details = new(gate.CanonicalText, gate.Fingerprint, folds.GetValueOrDefault(JobStageKind.Quick), folds.GetValueOrDefault(JobStageKind.Full));
        TrainingJob job = new(
            TimeSortableId.Next(clock), symbol, Timeframe.Parse(request.Timeframe), JobNames.Name(request.TrainingMode), JobStatus.Pending, clock.GetUtcNow(),
            JsonSerializer.SerializeToElement(request, ApiJson.Options))
        {
            Details = details.ToJson(),
        };
        await jobs.InsertAsync(job, cancellationToken);
        await AuditAsync(job, "start", cancellationToken);
        JobRun run = new(job.Id, request.TrainingMode, request.AutoApprove, request.ApprovalHours ?? JobRequest.UsualApprovalHours);
        await client.ScheduleNewOrchestrationInstanceAsync(TwoStageOrchestrator.Name, run, new StartOrchestrationOptions(JobRun.InstanceOf(job.Id)), cancellationToken);
        return new JobStarted(job.Id, UrlOf(job.Id), job.Status);
    }

    /// <exception cref="RequestException">There is none.</exception>
    public async Task<TrainingJob> FindAsync(string id, CancellationToken cancellationToken) => await jobs.FindAsync(id, cancellationToken)
        ?? throw new RequestException(StatusCodes.Status404NotFound, $"There is no job '{FieldFault.Show(id)}'. GET /api/training/jobs (st jobs list) lists those that there are.");

    public Task<JobAnswer> ApproveAsync(DurableTaskClient client, string id, CancellationToken cancellationToken) =>
        DecideAsync(client, id, JobDecision.Approve, "approved", "full training begins", cancellationToken);

    public Task<JobAnswer> RejectAsync(DurableTaskClient client, string id, CancellationToken cancellationToken) =>
        DecideAsync(client, id, JobDecision.Reject, "rejected", "there is no full training", cancellationToken);

    /// <summary>Acts at once, on folds that are being trained too.</summary>
    public async Task<JobAnswer> CancelAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        TrainingJob job = await FindAsync(id, cancellationToken);
        if (job.Status == JobStatus.Cancelled) return Answer(job, "It is cancelled.");
        if (JobActivities.IsOver(job.Status)) throw Conflict($"Job '{id}' is {JobNames.Name(job.Status)}; only a job that has not ended can be cancelled.");
        bool alive = await IsAliveAsync(client, id, cancellationToken);
        bool first = false;
        job = (await jobs.ChangeAsync(id, old => Asked(old, alive, out first), cancellationToken))!;
        if (alive) await client.RaiseEventAsync(JobRun.InstanceOf(id), JobSignals.CancelEvent, eventPayload: null, cancellationToken);
        if (first) await AuditAsync(job, "cancel", cancellationToken);
        return Answer(job, alive ? "To cancel was asked for; it acts at once." : "It is cancelled.");
    }

    private static JobAnswer Answer(TrainingJob job, string message) => new(job.Id, UrlOf(job.Id), job.Status, message);

    private static string UrlOf(string id) => $"/api/training/jobs/{id}";

    private static async Task<bool> IsAliveAsync(DurableTaskClient client, string id, CancellationToken cancellationToken) =>
        await client.GetInstanceAsync(JobRun.InstanceOf(id), cancellationToken) is { IsCompleted: false };

    private static RequestException Conflict(string message) => new(StatusCodes.Status409Conflict, message);

    /// <summary>A job whose orchestration is gone is ended here: nobody else would.</summary>
    private TrainingJob? Asked(TrainingJob old, bool alive, out bool first)
    {
        JobDetails details = JobDetails.Of(old);
        first = details.CancelAsked is null;
        if (JobActivities.IsOver(old.Status) || (alive && !first)) return null;
        TrainingJob asked = old with { Reason = "to cancel was asked for", Details = (details with { CancelAsked = details.CancelAsked ?? clock.GetUtcNow() }).ToJson() };
        return alive ? asked : asked with { Status = JobStatus.Cancelled, Finished = clock.GetUtcNow(), Reason = "cancelled on request" };
    }

    private async Task<IReadOnlyDictionary<JobStageKind, int>> CountAsync(JobRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await planner.CountAsync(request, cancellationToken);
        }
        catch (ServerlessTrainingException error) when (error is not RequestException)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, error.Message, error);
        }
    }

    private async Task<JobAnswer> DecideAsync(DurableTaskClient client, string id, string answer, string done, string then, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        await FindAsync(id, cancellationToken);
        JobDecision decision = new(answer, JobDecision.Api, clock.GetUtcNow());
        bool first = false;
        TrainingJob job = (await jobs.ChangeAsync(id, old =>
        {
            JobDetails details = JobDetails.Of(old);
            first = old.Status == JobStatus.WaitingForApproval && details.Decision is null && details.CancelAsked is null;
            return first ? old with { Details = (details with { Decision = decision }).ToJson() } : null;
        }, cancellationToken))!;
        JobDecision? made = JobDetails.Of(job).Decision;
        if (made is not { By: JobDecision.Api } || made.Answer != answer) throw Conflict(WhyNot(job, made, done));

        // Again for a decision that was made before: the event may have been lost with whoever made it.
        if (job.Status == JobStatus.WaitingForApproval && await IsAliveAsync(client, id, cancellationToken))
        {
            await client.RaiseEventAsync(JobRun.InstanceOf(id), JobSignals.DecisionEvent, answer, cancellationToken);
        }

        if (first) await AuditAsync(job, answer, cancellationToken);
        return Answer(job, first ? $"It is {done}; {then}." : $"It was {done} at {TimeInterval.SecondText(made.At)} and is {JobNames.Name(job.Status)} now.");
    }

    private static string WhyNot(TrainingJob job, JobDecision? made, string done)
    {
        string state = $"Job '{job.Id}' is {JobNames.Name(job.Status)}; only a job that is {JobNames.Name(JobStatus.WaitingForApproval)} can be {done}";
        if (made is null) return JobDetails.Of(job).CancelAsked is null ? $"{state}." : $"{state}, and this one is to be cancelled.";
        return $"{state}, and this one was decided at {TimeInterval.SecondText(made.At)}: {made.Answer} by {made.By}.";
    }

    private Task<bool> AuditAsync(TrainingJob job, string action, CancellationToken cancellationToken) => audit.AppendAsync(
        new AuditEntry($"{job.Id}-{action}", clock.GetUtcNow(), "job", job.Id, action, "api", $"Job {job.Id} ({job.Mode} {job.Symbol} {job.Timeframe}): {action}"),
        cancellationToken);
}
