using System.Text.Json;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Ledgers;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>The steps of a job. Each may be made twice.</summary>
public sealed partial class JobActivities
{
    private readonly JobStore jobs;
    private readonly JobPlanner planner;
    private readonly JobFolds folds;
    private readonly JobPublisher publisher;
    private readonly FoldTaskStore tasks;
    private readonly LedgerStore ledgers;
    private readonly TimeProvider clock;
    private readonly ILogger<JobActivities> logger;

    internal JobActivities(
        JobStore jobs, JobPlanner planner, JobFolds folds, JobPublisher publisher, FoldTaskStore tasks, LedgerStore ledgers, TimeProvider clock, ILogger<JobActivities> logger)
    {
        this.jobs = jobs;
        this.planner = planner;
        this.folds = folds;
        this.publisher = publisher;
        this.tasks = tasks;
        this.ledgers = ledgers;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Writes down what a stage trains, and the rows of its folds.</summary>
    public async Task<JobStagePlan> PlanAsync(JobStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        TrainingJob job = await FindAsync(step.JobId, cancellationToken);
        JobRequest request = RequestOf(job);
        if (IsOver(job.Status)) return new JobStagePlan(null, "it has ended already");
        try
        {
            JobStage planned = await planner.PlanAsync(request, step, cancellationToken);
            JobStatus status = step.Stage == JobStageKind.Quick ? JobStatus.Quick : JobStatus.Full;
            await ChangeAsync(step.JobId, (old, details) =>
            {
                JobStage stage = planned with { Started = details.StageOf(step.Stage)?.Started ?? planned.Started };
                return old with { Status = status, Fold = 0, Folds = stage.Folds.Count, Details = details.With(step.Stage, stage).ToJson() };
            }, cancellationToken);
            LogPlanned(logger, step.JobId, step.Stage, job.Symbol, job.Timeframe, planned.Folds.Count);
            return new JobStagePlan(planner.SetOf(request, planned), null);
        }
        catch (ServerlessTrainingException error)
        {
            return new JobStagePlan(null, error.Message);
        }
    }

    /// <summary>Writes down how the folds did; after the quick stage by the gate that the job stored before it began.</summary>
    public async Task<JobJudged> JudgeAsync(JobJudgement judgement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        JobStep step = judgement.Step;
        JobDetails details = JobDetails.Of(await FindAsync(step.JobId, cancellationToken));
        (JobStage stage, IReadOnlyList<string> gone) = await folds.EndAsync(details.StageOf(step.Stage)!, judgement.Answers, cancellationToken);
        if (gone.Count > 0)
        {
            foreach (string key in gone) await tasks.ReopenAsync(key, cancellationToken);
            return JobJudged.Gone;
        }

        TrainingJob job = (await ChangeAsync(step.JobId, (old, known) =>
        {
            JobStage judged = stage with { Finished = known.StageOf(step.Stage)?.Finished ?? clock.GetUtcNow() };
            JobDetails after = known.With(step.Stage, judged);
            if (step.Stage == JobStageKind.Quick) after = JobGate.Judge(after);
            return old with { Fold = judged.Folds.Count, Progress = ProgressOf(after, step.Stage), Details = after.ToJson() };
        }, cancellationToken))!;
        await RecordAsync(job, stage, cancellationToken);
        return new JobJudged(false, EndOf(job, step.Stage));
    }

    /// <returns>Until when somebody may decide; the same each time.</returns>
    public async Task<DateTimeOffset> AskAsync(string jobId, CancellationToken cancellationToken)
    {
        TrainingJob job = (await ChangeAsync(jobId, (old, details) =>
        {
            int hours = RequestOf(old).ApprovalHours ?? JobRequest.UsualApprovalHours;
            DateTimeOffset until = details.ApprovalUntil ?? clock.GetUtcNow() + TimeSpan.FromHours(hours);
            return old with { Status = JobStatus.WaitingForApproval, Details = (details with { ApprovalUntil = until }).ToJson() };
        }, cancellationToken))!;
        DateTimeOffset end = JobDetails.Of(job).ApprovalUntil!.Value;
        LogWaits(logger, jobId, end);
        return end;
    }

    /// <summary>The row has the truth: what somebody decided there goes before what the orchestration heard, or did not hear in time.</summary>
    public async Task<JobDecision> DecideAsync(JobChoice choice, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(choice);
        TrainingJob job = (await ChangeAsync(choice.JobId, (old, details) => details.Decision is not null
            ? null
            : old with { Details = (details with { Decision = new JobDecision(choice.Answer, choice.By, clock.GetUtcNow()) }).ToJson() }, cancellationToken))!;
        return JobDetails.Of(job).Decision!;
    }

    /// <summary>Makes the model of the last fold the live one of its market.</summary>
    public async Task<JobJudged> PublishAsync(JobStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        TrainingJob job = await FindAsync(step.JobId, cancellationToken);
        JobStage stage = JobDetails.Of(job).Full!;
        JobFold last = stage.Folds[^1];
        if (last.Failure is { } failure)
        {
            return new JobJudged(false, new JobEnd(job.Id, JobStatus.Failed, $"fold {last.Number}, the last, failed, and its model was to be published: {failure}"));
        }

        try
        {
            if (await publisher.PublishAsync(job, stage, cancellationToken) is not { } version)
            {
                await tasks.ReopenAsync(last.Key, cancellationToken);
                return JobJudged.Gone;
            }

            await ChangeAsync(job.Id, (old, details) => old with { Details = (details with { LiveVersion = version }).ToJson() }, cancellationToken);
            return JobJudged.GoesOn;
        }
        catch (ServerlessTrainingException error)
        {
            return new JobJudged(false, new JobEnd(job.Id, JobStatus.Failed, error.Message));
        }
    }

    public async Task EndAsync(JobEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);
        await ChangeAsync(end.JobId, (old, details) => IsOver(old.Status) ? null : Ended(old, details, end), cancellationToken);
        LogEnded(logger, end.JobId, end.Status, end.Reason);
    }

    internal static bool IsOver(JobStatus status) =>
        status is JobStatus.GateRefused or JobStatus.Rejected or JobStatus.Completed or JobStatus.Failed or JobStatus.Cancelled;

    internal static JobRequest RequestOf(TrainingJob job) => job.Request.Deserialize<JobRequest>(ApiJson.Options)!;

    private static JobEnd? EndOf(TrainingJob job, JobStageKind stage)
    {
        if (stage == JobStageKind.Full) return null;
        JobDetails details = JobDetails.Of(job);
        if (details.Passed != true) return new JobEnd(job.Id, JobStatus.GateRefused, JobGate.WhyRefused(details));
        return RequestOf(job).TrainingMode == JobMode.Quick ? new JobEnd(job.Id, JobStatus.Completed, null) : null;
    }

    /// <summary>Of the whole job, when a stage has been trained.</summary>
    private static double ProgressOf(JobDetails details, JobStageKind stage)
    {
        double all = details.QuickFolds + details.FullFolds;
        return stage == JobStageKind.Full ? 100 : 100 * details.QuickFolds / all;
    }

    private TrainingJob Ended(TrainingJob old, JobDetails details, JobEnd end) => old with
    {
        Status = end.Status,
        Finished = clock.GetUtcNow(),
        Reason = end.Reason ?? JobGate.Failures(details.Full),
        Progress = end.Status == JobStatus.Completed ? 100 : old.Progress,
    };

    /// <summary>The configuration with its seed, and the figures by which it was judged, are looks at the market's data: each is counted once, however often it is asked
    /// for.</summary>
    private Task RecordAsync(TrainingJob job, JobStage stage, CancellationToken cancellationToken)
    {
        string seed = $"{stage.ConfigurationHash} seed {stage.Seed}";
        TrialLedger looks = new TrialLedger(MarketName.InLedger(new SelectionMarket(job.Symbol, job.Timeframe)), stage.DataFingerprint).Record(
            TrialLook.Of(TrialKind.Configuration, stage.ConfigurationHash),
            TrialLook.Of(TrialKind.Seed, seed),
            TrialLook.Of(TrialKind.Strategy, $"{seed} plan {stage.FoldPlanKey} direction at 0.5"));
        return ledgers.RecordAsync(looks, cancellationToken);
    }

    private async Task<TrainingJob> FindAsync(string id, CancellationToken cancellationToken) =>
        await jobs.FindAsync(id, cancellationToken) ?? throw new ServerlessTrainingException($"There is no job '{id}'.");

    private async Task<TrainingJob?> ChangeAsync(string id, Func<TrainingJob, JobDetails, TrainingJob?> change, CancellationToken cancellationToken) =>
        await jobs.ChangeAsync(id, old => change(old, JobDetails.Of(old)), cancellationToken) ?? throw new ServerlessTrainingException($"There is no job '{id}'.");

    [LoggerMessage(EventId = 3920, Level = LogLevel.Information, Message = "Job {Id}: the {Stage} stage of {Symbol} {Timeframe} has {Folds} folds")]
    private static partial void LogPlanned(ILogger logger, string id, JobStageKind stage, Symbol symbol, Timeframe timeframe, int folds);

    [LoggerMessage(EventId = 3921, Level = LogLevel.Information, Message = "Job {Id} waits for approval until {Until:u}")]
    private static partial void LogWaits(ILogger logger, string id, DateTimeOffset until);

    [LoggerMessage(EventId = 3922, Level = LogLevel.Information, Message = "Job {Id} has ended as {Status}: {Reason}")]
    private static partial void LogEnded(ILogger logger, string id, JobStatus status, string? reason);
}
