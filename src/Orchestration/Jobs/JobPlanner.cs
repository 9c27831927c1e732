using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Folds;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Plans the stages of a job on the bars that are there, and writes the task rows of their folds.</summary>
internal sealed class JobPlanner(MarketData markets, ModelTypes types, FoldTaskStore tasks, FoldTaskOptions options, TimeProvider clock)
{
    private const int RowsAtATime = 8;

    /// <summary>How many folds each stage would have, without writing anything: a job that cannot be trained is refused before it is one.</summary>
    /// <exception cref="ServerlessTrainingException">It cannot; all reasons are told.</exception>
    public async Task<IReadOnlyDictionary<JobStageKind, int>> CountAsync(JobRequest request, CancellationToken cancellationToken)
    {
        MarketBars market = await markets.ReadAsync(Symbol.Parse(request.Symbol), Timeframe.Parse(request.Timeframe), cancellationToken);
        Dictionary<JobStageKind, int> counts = [];
        List<string> faults = [];
        foreach (JobStageKind stage in JobPlans.StagesOf(request.TrainingMode))
        {
            try
            {
                TrainingConfiguration configuration = JobPlans.ConfigurationOf(request, stage);
                FoldRecipe.Of(configuration, types).Trainer.Check(configuration.HyperParameters);
                counts[stage] = FoldPlanner.Plan(market.Bars, JobPlans.FoldsOf(request, stage)).Folds.Count;
            }
            catch (ServerlessTrainingException error)
            {
                faults.Add(error.Message);
            }
        }

        return faults.Count == 0 ? counts : throw new ServerlessTrainingException(string.Join(' ', faults.Distinct(StringComparer.Ordinal)));
    }

    /// <summary>May be repeated. In the first round a fold that failed for good in an earlier job is tried anew: whoever starts a job again wants that.</summary>
    /// <exception cref="ServerlessTrainingException">It cannot be trained.</exception>
    public async Task<JobStage> PlanAsync(JobRequest request, JobStep step, CancellationToken cancellationToken)
    {
        TrainingConfiguration configuration = JobPlans.ConfigurationOf(request, step.Stage);
        MarketBars market = await markets.ReadAsync(configuration.Symbol, configuration.Timeframe, cancellationToken);
        FoldPlan plan = FoldPlanner.Plan(market.Bars, JobPlans.FoldsOf(request, step.Stage));
        FoldWork[] works = [.. plan.Folds.Select(fold => FoldWork.Of(configuration, market.Fingerprint, plan, fold.Number, (ulong)request.Seed))];
        ParallelOptions limits = new() { MaxDegreeOfParallelism = RowsAtATime, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(works, limits, async (work, token) =>
        {
            string text = JsonSerializer.Serialize(work, ApiJson.Options);
            await (step.Round > 1 ? tasks.PlanAsync(work.Key, text, token) : tasks.PlanAnewAsync(work.Key, text, token));
        });
        return new JobStage(
            configuration.CanonicalText, configuration.Hash.Text, market.Fingerprint, plan.Key, (ulong)request.Seed, clock.GetUtcNow(), [.. plan.Folds.Zip(works, FoldOf)]);
    }

    public FoldSet SetOf(JobRequest request, JobStage stage) =>
        FoldSet.Of(request.Model, stage.Folds.Select(fold => new FoldRef(fold.Number, fold.Key)), options);

    private static JobFold FoldOf(Fold fold, FoldWork work) =>
        new(fold.Number, fold.Kind == FoldKind.Average, fold.Train.Start, fold.Train.End, fold.Test.Interval.Start, fold.Test.Interval.End, work.Key);
}
