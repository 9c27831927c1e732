using ServerlessTraining.Domain.Gates;
using ServerlessTraining.Storage.Jobs;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Says from the stored jobs how well the gate has served.</summary>
public sealed class JobCalibrator(JobStore jobs)
{
    private const int Page = 1000;

    public async Task<JobCalibration> ReadAsync(CancellationToken cancellationToken)
    {
        List<TrainingJob> found = [];
        string? continuation = null;
        do
        {
            StoredPage<JobSummary> page = await jobs.PageAsync(null, null, Page, continuation, cancellationToken);
            foreach (JobSummary summary in page.Items)
            {
                if (await jobs.FindAsync(summary.Id, cancellationToken) is { } job) found.Add(job);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);

        return Of(found);
    }

    /// <summary>Trainings are the same where all but their window and their folds is: then the quick figures of one job may meet the full figures of another, which is how it
    /// comes to be known what a refused one would have given. The same training judged by the same gate counts once, with its oldest job.</summary>
    internal static JobCalibration Of(IReadOnlyList<TrainingJob> jobs)
    {
        Judged[] all = [.. jobs.OrderBy(job => job.Id, StringComparer.Ordinal).Select(job => new Judged(job, JobDetails.Of(job)))];
        ILookup<string, Judged> fully =
            all.Where(job => job.Details.Full is { Finished: not null }).ToLookup(job => job.SubjectOf(job.Details.Full!), StringComparer.Ordinal);
        GateObservation[] observations =
        [
            .. all.Where(job => job.Details is { Passed: not null, Quick: not null })
                .DistinctBy(job => (job.SubjectOf(job.Details.Quick!), job.Details.GateFingerprint, job.Details.Quick!.FoldPlanKey))
                .Select(job => Observe(job, fully[job.SubjectOf(job.Details.Quick!)])),
        ];
        GateCalibration calibration = GateCalibration.Of(observations);
        return new JobCalibration(observations.Length, calibration.SecondsSaved / TimeSpan.FromHours(1).TotalSeconds, calibration, calibration.Explain());
    }

    private static GateObservation Observe(Judged job, IEnumerable<Judged> same)
    {
        JobDetails details = job.Details;
        JobStageView quick = View(details.Quick!);
        JobStage? full = (details.Full is { Finished: not null } own ? own : null) ?? same.FirstOrDefault()?.Details.Full;
        GateFullOutcome? outcome = full is null ? null : new GateFullOutcome(Figures(View(full)), JobGate.Evaluate(details.Criteria(), full).Passed);
        return new GateObservation(job.Job.Id, Figures(quick), details.Passed!.Value, outcome, full is null ? Estimate(details, quick) : View(full).Seconds);
    }

    /// <summary>As many folds as the full stage would have had, each at the price of a quick one: rather too little, as full folds train on more. A job that would have had no full
    /// stage has saved nothing.</summary>
    private static double? Estimate(JobDetails details, JobStageView quick)
    {
        if (details.FullFolds == 0) return 0;
        int trained = quick.PerFold.Count(fold => fold.Seconds is not null);
        return trained == 0 ? null : quick.Seconds!.Value / trained * details.FullFolds;
    }

    private static JobStageView View(JobStage stage) => JobStageView.Of(stage, [.. stage.Folds.Select(JobFoldView.Of)]);

    private static IReadOnlyDictionary<string, Domain.Metrics.MetricValue> Figures(JobStageView view) => (view.Average ?? JobFigures.None("no fold of it was trained")).ByName();

    private sealed record Judged(TrainingJob Job, JobDetails Details)
    {
        /// <summary>What was trained, but for its window and folds.</summary>
        public string SubjectOf(JobStage stage)
        {
            JobRequest request = JobActivities.RequestOf(Job);
            return string.Join(
                '|', Job.Symbol, Job.Timeframe, request.Model, request.FeatureSystem, request.Encoder, request.Horizon,
                JobPlans.ConfigurationOf(request, JobStageKind.Quick).HyperParameters.Json, request.Seed, stage.DataFingerprint);
        }
    }
}
