using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>The steps of one configuration. Each may be made twice.</summary>
public sealed class ConfigurationActivities(
    QueueStore queues,
    RunStore runs,
    TrainedConfigurationStore trained,
    ConfigurationPlanner planner,
    FoldTaskStore tasks,
    RunScorer scorer,
    RunDecider decider,
    ModelSweeper sweeper,
    QueueLog log,
    TimeProvider clock)
{
    private static readonly ConfigurationScored Again = new(null);

    public async Task<ConfigurationPlan> PlanAsync(GridPlace place, CancellationToken cancellationToken)
    {
        try
        {
            QueueRecord queue = await queues.FindAsync(place.QueueId, cancellationToken) ?? throw new ServerlessTrainingException($"There is no queue '{place.QueueId}'.");
            QueueItem item = await queues.FindItemAsync(place.QueueId, place.Index, cancellationToken)
                ?? throw new ServerlessTrainingException($"Queue '{place.QueueId}' has no item {place.Index}.");
            ConfigurationPlan plan = await planner.PlanAsync(place, queue, item, cancellationToken);
            if (plan.End is null) await SayTrainingAsync(place, queue, item, cancellationToken);
            return plan;
        }
        catch (ServerlessTrainingException error)
        {
            return new ConfigurationPlan(place.RunId, [], new ConfigurationEnd(Failure: error.Message));
        }
    }

    public async Task<ConfigurationScored> ScoreAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            RunScoreReport report = await scorer.ScoreAsync(runId, cancellationToken);
            if (report.IsScored) return new ConfigurationScored(new ConfigurationEnd());
            if (report.Failure is { } failure) return await IsOfThisVersionAsync(runId, cancellationToken) ? new ConfigurationScored(new ConfigurationEnd(Failure: failure)) : Again;

            // Their rows still say that they are trained: nobody would train them again.
            foreach (RunFold fold in report.Missing) await tasks.ReopenAsync(fold.Key, cancellationToken);
            return Again;
        }
        catch (ServerlessTrainingException error)
        {
            await runs.ChangeAsync(runId, old => old with { Status = RunStatus.Failed, Error = error.Message, Finished = clock.GetUtcNow() }, cancellationToken);
            return new ConfigurationScored(new ConfigurationEnd(Failure: error.Message));
        }
    }

    public async Task<GridDecided> DecideAsync(GridDecision decision, CancellationToken cancellationToken)
    {
        GridPlace place = decision.Place;
        if (decision.End.Skipped is { } skipped)
        {
            return await EndAsync(decision, QueueItemState.Skipped, $"Model skipped: {skipped}", skipped, old => old with { Skipped = old.Skipped + 1 }, cancellationToken);
        }

        if (decision.End.Failure is { } failure)
        {
            return await EndAsync(decision, QueueItemState.Failed, $"Model failed: {failure}", failure, old => old with { Failed = old.Failed + 1 }, cancellationToken);
        }

        DecisionReport report = await DecideScoredAsync(place.RunId, cancellationToken);
        await RememberAsync(place.RunId, cancellationToken);

        // A model of this queue that an earlier decision kept, and this one beat, is not kept any more.
        int lost = report.Condemned.Count(run => run != place.RunId && run.StartsWith($"{place.QueueId}-", StringComparison.Ordinal));
        GridDecided decided = await EndAsync(
            decision,
            QueueItemState.Completed,
            report.LogLine,
            null,
            old => old with { Completed = old.Completed + 1, Kept = old.Kept + (report.Kept ? 1 : 0) - lost },
            cancellationToken);
        return decided with { Condemned = report.Condemned };
    }

    public async Task SweepAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken) => await sweeper.SweepAsync(runIds, cancellationToken);

    /// <summary>What an earlier program planned and could not end, this one plans anew: its folds may have waited for trainers that an upgrade took away.</summary>
    private async Task<bool> IsOfThisVersionAsync(string runId, CancellationToken cancellationToken) =>
        RunDetails.Of((await runs.FindAsync(runId, cancellationToken))!)!.Recipe.CodeVersion == BuildInfo.Version;

    /// <summary>Rules that were edited since the run was scored make its score stale: it is scored again under those that hold now.</summary>
    private async Task<DecisionReport> DecideScoredAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await decider.DecideAsync(runId, cancellationToken);
        }
        catch (StaleScoreException)
        {
            await scorer.ScoreAsync(runId, cancellationToken);
            return await decider.DecideAsync(runId, cancellationToken);
        }
    }

    private async Task<GridDecided> EndAsync(
        GridDecision decision, QueueItemState state, string line, string? reason, Func<QueueCounters, QueueCounters> count, CancellationToken cancellationToken)
    {
        GridPlace place = decision.Place;
        QueueCounters after = count(decision.Before);
        QueueItem? item = await queues.ChangeItemAsync(
            place.QueueId, place.Index, old => old.State == state ? null : old with { State = state, Reason = reason }, cancellationToken);
        QueueRecord? queue = await queues.SetCountersAsync(place.QueueId, after, cancellationToken);
        string which = item is null || queue is null ? "" : $" [{Which(queue, item)}]";
        await log.SayAsync(place.QueueId, $"{place.Index:d6}-end", $"{line}{which}", cancellationToken);
        return new GridDecided(after, []);
    }

    /// <summary>Several are trained at a time: a line that tells of an end says of which, `5/24 lightgbm BTCUSDT 1h, horizon 3`.</summary>
    private static string Which(QueueRecord queue, QueueItem item)
    {
        TrainingConfiguration one = TrainingConfiguration.Parse(item.Configuration.GetRawText());
        string number = item.Number is { } counted ? $"{counted}/{QueueSetup.Of(queue).ToTrain} " : "";
        return $"{number}{one.Model} {one.Symbol} {one.Timeframe}, horizon {one.Horizon}";
    }

    private async Task RememberAsync(string runId, CancellationToken cancellationToken)
    {
        StoredRun run = (await runs.FindAsync(runId, cancellationToken))!;
        RunRecipe recipe = RunDetails.Of(run)!.Recipe;
        TrainedConfiguration known = new(
            run.ConfigurationHash!, recipe.DataFingerprint, recipe.FoldPlanKey, recipe.CodeVersion, recipe.Seed, runId, run.Finished ?? clock.GetUtcNow());
        await trained.InsertAsync(known, cancellationToken);
    }

    private async Task SayTrainingAsync(GridPlace place, QueueRecord queue, QueueItem item, CancellationToken cancellationToken)
    {
        string words = ConfigurationLine.Of(TrainingConfiguration.Parse(item.Configuration.GetRawText()));
        string seed = item.Seed == 0 ? "" : $", seed {item.Seed}";
        await log.SayAsync(place.QueueId, $"{place.Index:d6}-begin", $"Training model {item.Number}/{QueueSetup.Of(queue).ToTrain}... {words}{seed}", cancellationToken);
    }
}
