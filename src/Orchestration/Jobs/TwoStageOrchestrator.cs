using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Storage.Jobs;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Runs a job: the quick stage and its gate, somebody's approval, the full stage, the publication of its model. A wish to cancel acts at once, whatever it does:
/// folds that are being trained are given up. The last step of every path writes how it ended, and nothing is written after it.</summary>
public static class TwoStageOrchestrator
{
    public const string Name = "TwoStage";

    /// <summary>Files can be swept away between the training of a fold and its use, when a queue shares it and has no use for it; then they are trained again.</summary>
    private const int Rounds = 3;

    public static async Task<JobEnd> RunAsync(TaskOrchestrationContext context, JobRun run)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(run);
        JobSignals signals = new(context);
        JobEnd end = await EndOfAsync(context, run, signals);
        await context.CallActivityAsync(JobSteps.End, end, JobSteps.Retry);
        context.SetCustomStatus(new JobStatusNote("ended"));
        return end;
    }

    private static async Task<JobEnd> EndOfAsync(TaskOrchestrationContext context, JobRun run, JobSignals signals)
    {
        try
        {
            if (run.Mode != JobMode.Full)
            {
                if (await StageAsync(context, run.JobId, JobStageKind.Quick, signals) is { } early) return early;
                if (await ApproveAsync(context, run, signals) is { } rejected) return rejected;
            }

            return await StageAsync(context, run.JobId, JobStageKind.Full, signals) ?? new JobEnd(run.JobId, JobStatus.Completed, null);
        }
        catch (TaskFailedException error)
        {
            return signals.IsCancelled ? Cancelled(run.JobId) : new JobEnd(run.JobId, JobStatus.Failed, error.FailureDetails.ErrorMessage);
        }
    }

    /// <returns>Null where the job goes on.</returns>
    private static async Task<JobEnd?> StageAsync(TaskOrchestrationContext context, string jobId, JobStageKind stage, JobSignals signals)
    {
        for (int round = 1; round <= Rounds; round++)
        {
            JobStep step = new(jobId, stage, round);
            if (signals.IsCancelled) return Cancelled(jobId);
            JobStagePlan plan = await context.CallActivityAsync<JobStagePlan>(JobSteps.Plan, step, JobSteps.Retry);
            if (signals.IsCancelled) return Cancelled(jobId);
            if (plan.Set is null) return new JobEnd(jobId, JobStatus.Failed, plan.Failure);
            context.SetCustomStatus(new JobStatusNote($"{JobNames.Name(stage)}, {plan.Set.Folds.Count} folds"));
            IReadOnlyList<FoldAnswer> answers = await TrainAsync(context, step, plan.Set, signals);
            if (signals.IsCancelled) return Cancelled(jobId);
            JobJudged judged = await context.CallActivityAsync<JobJudged>(JobSteps.Judge, new JobJudgement(step, answers), JobSteps.Retry);
            if (signals.IsCancelled) return Cancelled(jobId);
            if (stage == JobStageKind.Full && judged is { Again: false, End: null }) judged = await context.CallActivityAsync<JobJudged>(JobSteps.Publish, step, JobSteps.Retry);
            if (!judged.Again) return judged.End;
        }

        return new JobEnd(
            jobId,
            JobStatus.Failed,
            $"folds of its {JobNames.Name(stage)} stage, or their files, were gone {Rounds} times when they were needed; somebody deletes them while the job runs");
    }

    private static async Task<IReadOnlyList<FoldAnswer>> TrainAsync(TaskOrchestrationContext context, JobStep step, FoldSet set, JobSignals signals)
    {
        string instance = $"{context.InstanceId}-{JobNames.Name(step.Stage)}-{step.Round}";
        Task<IReadOnlyList<FoldAnswer>> training = context.CallSubOrchestratorAsync<IReadOnlyList<FoldAnswer>>(
            FoldSetOrchestrator.Name, set, new SubOrchestrationOptions(instanceId: instance));
        await Task.WhenAny(training, signals.Cancel);
        if (!training.IsCompleted) context.SendEvent(instance, FoldSetOrchestrator.StopEvent, null!);
        return await training;
    }

    /// <returns>Null where it was approved.</returns>
    private static async Task<JobEnd?> ApproveAsync(TaskOrchestrationContext context, JobRun run, JobSignals signals)
    {
        JobChoice choice = new(run.JobId, JobDecision.Approve, JobDecision.Auto);
        if (!run.AutoApprove)
        {
            DateTimeOffset until = await context.CallActivityAsync<DateTimeOffset>(JobSteps.Ask, run.JobId, JobSteps.Retry);
            context.SetCustomStatus(new JobStatusNote("waits for approval"));
            choice = await ChoiceAsync(context, run.JobId, until, signals);
        }

        if (signals.IsCancelled) return Cancelled(run.JobId);
        JobDecision decision = await context.CallActivityAsync<JobDecision>(JobSteps.Decide, choice, JobSteps.Retry);
        if (decision.Answer == JobDecision.Approve) return null;
        string why = decision.By == JobDecision.TimeOut ? $"nobody decided within {run.ApprovalHours} hours" : "rejected on request";
        return new JobEnd(run.JobId, JobStatus.Rejected, why);
    }

    private static async Task<JobChoice> ChoiceAsync(TaskOrchestrationContext context, string jobId, DateTimeOffset until, JobSignals signals)
    {
        using CancellationTokenSource stop = new();
        Task timer = context.CreateTimer(until.UtcDateTime, stop.Token);
        await Task.WhenAny(signals.Cancel, signals.Decision, timer);
        if (!timer.IsCompleted) stop.Cancel();
        if (!signals.Decision.IsCompleted) return new JobChoice(jobId, JobDecision.Reject, JobDecision.TimeOut);
        string answer = await signals.Decision == JobDecision.Approve ? JobDecision.Approve : JobDecision.Reject;
        return new JobChoice(jobId, answer, JobDecision.Api);
    }

    private static JobEnd Cancelled(string jobId) => new(jobId, JobStatus.Cancelled, "cancelled on request");
}
