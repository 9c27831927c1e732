using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using ServerlessTraining.Orchestration.Jobs;

namespace ServerlessTraining.Functions.Durable;

/// <summary>The triggers of a two-stage training.</summary>
public sealed class TwoStageFunctions(JobActivities activities)
{
    [Function(TwoStageOrchestrator.Name)]
    public static Task<JobEnd> RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, JobRun run) => TwoStageOrchestrator.RunAsync(context, run);

    [Function(JobSteps.Plan)]
    public Task<JobStagePlan> PlanAsync([ActivityTrigger] JobStep step, CancellationToken cancellationToken) => activities.PlanAsync(step, cancellationToken);

    [Function(JobSteps.Judge)]
    public Task<JobJudged> JudgeAsync([ActivityTrigger] JobJudgement judgement, CancellationToken cancellationToken) => activities.JudgeAsync(judgement, cancellationToken);

    [Function(JobSteps.Ask)]
    public Task<DateTimeOffset> AskAsync([ActivityTrigger] string jobId, CancellationToken cancellationToken) => activities.AskAsync(jobId, cancellationToken);

    [Function(JobSteps.Decide)]
    public Task<JobDecision> DecideAsync([ActivityTrigger] JobChoice choice, CancellationToken cancellationToken) => activities.DecideAsync(choice, cancellationToken);

    [Function(JobSteps.Publish)]
    public Task<JobJudged> PublishAsync([ActivityTrigger] JobStep step, CancellationToken cancellationToken) => activities.PublishAsync(step, cancellationToken);

    [Function(JobSteps.End)]
    public Task EndAsync([ActivityTrigger] JobEnd end, CancellationToken cancellationToken) => activities.EndAsync(end, cancellationToken);
}
