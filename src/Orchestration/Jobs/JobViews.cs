using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Jobs as people look at them. How far a stage is that runs is read from the rows of its folds when somebody asks, so that nobody has to write it.</summary>
public sealed class JobViews
{
    private const string Approval = "approval";
    private readonly JobStore jobs;
    private readonly JobFolds folds;
    private readonly TargetSettings targets;
    private readonly TimeProvider clock;

    internal JobViews(JobStore jobs, JobFolds folds, TargetSettings targets, TimeProvider clock)
    {
        this.jobs = jobs;
        this.folds = folds;
        this.targets = targets;
        this.clock = clock;
    }

    /// <summary>The newest first.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<JobListItem>> PageAsync(JobQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredPage<JobSummary> page = await Paging.ReadAsync(query.Continuation, from => jobs.PageAsync(query.Status, query.Symbol, query.Limit, from, cancellationToken));
        List<JobListItem> items = [];
        foreach (JobSummary job in page.Items) items.Add(await ItemAsync(job, cancellationToken));
        return new StoredPage<JobListItem>(items, page.Continuation);
    }

    public async Task<JobView> OfAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        JobDetails details = JobDetails.Of(job);
        JobStageNow? quick = await NowAsync(details.Quick, withFigures: true, cancellationToken);
        JobStageNow? full = await NowAsync(details.Full, withFigures: true, cancellationToken);
        JobStageNow? last = full ?? quick;
        DateTimeOffset now = clock.GetUtcNow();
        JobRequest request = JobActivities.RequestOf(job);
        return new JobView(job.Id, job.Symbol.Name, job.Timeframe.Name, request.TrainingMode, job.Status, job.Created)
        {
            Request = request,
            Stage = StageOf(job.Status),
            ProgressPct = Progress(job.Status, details, quick, full),
            Fold = last?.Folds.Count(fold => fold.HasEnded) ?? 0,
            Folds = last?.Folds.Count ?? 0,
            Quick = quick is null ? null : JobStageView.Of(details.Quick!, quick.Folds),
            Full = full is null ? null : JobStageView.Of(details.Full!, full.Folds),
            GatePassed = details.Passed,
            Gate = details.Checks ?? [],
            Decision = details.Decision,
            ApprovalUntil = details.ApprovalUntil,
            Finished = job.Finished,
            ElapsedSeconds = ((job.Finished ?? now) - job.Created).TotalSeconds,
            SecondsLeft = SecondsLeft(job.Status, details, quick, full, now),
            Reason = job.Reason,
            Target = targets.For(job.Symbol),
            LiveVersion = details.LiveVersion,
        };
    }

    private static string? StageOf(JobStatus status) => status switch
    {
        JobStatus.Quick => JobNames.Name(JobStageKind.Quick),
        JobStatus.WaitingForApproval => Approval,
        JobStatus.Full => JobNames.Name(JobStageKind.Full),
        _ => null,
    };

    /// <summary>By folds of all stages, those not begun too.</summary>
    private static double Progress(JobStatus status, JobDetails details, JobStageNow? quick, JobStageNow? full)
    {
        if (status == JobStatus.Completed) return 100;
        double all = (quick?.Folds.Count ?? details.QuickFolds) + (full?.Folds.Count ?? details.FullFolds);
        return all == 0 ? 0 : 100 * ((quick?.FoldsDone ?? 0) + (full?.FoldsDone ?? 0)) / all;
    }

    private static double? SecondsLeft(JobStatus status, JobDetails details, JobStageNow? quick, JobStageNow? full, DateTimeOffset now) => status switch
    {
        JobStatus.Quick => quick?.SecondsLeft(now - details.Quick!.Started),
        JobStatus.Full => full?.SecondsLeft(now - details.Full!.Started),
        _ => null,
    };

    private async Task<JobStageNow?> NowAsync(JobStage? stage, bool withFigures, CancellationToken cancellationToken)
    {
        if (stage is null) return null;
        return stage.Finished is null ? await folds.NowAsync(stage, withFigures, cancellationToken) : new JobStageNow([.. stage.Folds.Select(JobFoldView.Of)], 0);
    }

    private async Task<JobListItem> ItemAsync(JobSummary job, CancellationToken cancellationToken)
    {
        (int fold, int all, double progress) = (job.Fold, job.Folds, job.Progress);
        if (job.Status is JobStatus.Quick or JobStatus.Full && await jobs.FindAsync(job.Id, cancellationToken) is { } running)
        {
            JobDetails details = JobDetails.Of(running);
            JobStageNow? quick = await NowAsync(details.Quick, withFigures: false, cancellationToken);
            JobStageNow? full = await NowAsync(details.Full, withFigures: false, cancellationToken);
            progress = Progress(running.Status, details, quick, full);
            if ((full ?? quick) is { } last) (fold, all) = (last.Folds.Count(one => one.HasEnded), last.Folds.Count);
        }

        return new JobListItem(job.Id, job.Symbol.Name, job.Timeframe.Name, JobNames.Mode(job.Mode), job.Status, job.Created, fold, all, progress);
    }
}
