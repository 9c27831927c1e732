using System.Text.Json;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Runs;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Plans one configuration of a queue: its run, and the folds of every model that it uses.</summary>
public sealed class ConfigurationPlanner(
    QueueStore queues, RunStore runs, TrainedConfigurationStore trained, FoldTaskStore tasks, MarketData markets, FoldTaskOptions foldOptions, TimeProvider clock)
{
    private const int RowsAtATime = 8;

    /// <param name="place">Of the item.</param>
    /// <param name="queue">As it is stored.</param>
    /// <param name="item">As it is stored.</param>
    /// <param name="cancellationToken">Ends the planning.</param>
    /// <exception cref="ServerlessTrainingException">The configuration cannot be trained.</exception>
    public async Task<ConfigurationPlan> PlanAsync(GridPlace place, QueueRecord queue, QueueItem item, CancellationToken cancellationToken)
    {
        if (item.State is QueueItemState.Skipped) return new ConfigurationPlan("", [], new ConfigurationEnd(Skipped: item.Reason));
        StoredRun? known = await runs.FindAsync(place.RunId, cancellationToken);

        // Decided in an earlier attempt: what was deleted then is not trained again.
        if (known is { Kept: not null }) return new ConfigurationPlan(place.RunId, [], new ConfigurationEnd());
        QueueSetup setup = QueueSetup.Of(queue);
        TrainingConfiguration configuration = TrainingConfiguration.Parse(item.Configuration.GetRawText());
        MarketBars market = await markets.ReadAsync(configuration.Symbol, configuration.Timeframe, cancellationToken);
        FoldPlan plan = FoldPlanner.Plan(market.Bars, setup.FoldsOf(configuration));
        if (setup.SkipsTrained && await trained.FindAsync(configuration.Hash.Text, market.Fingerprint, plan.Key, BuildInfo.Version, item.Seed, cancellationToken) is { } earlier
            && earlier.RunId != place.RunId)
        {
            return new ConfigurationPlan("", [], new ConfigurationEnd(Skipped: GridPlanner.WhyTrained(earlier)));
        }

        RunDetails details = await DetailsAsync(configuration, setup, market, plan, item.Seed, cancellationToken);
        await WriteRunAsync(place, configuration, details, known, cancellationToken);
        await queues.ChangeItemAsync(
            place.QueueId, place.Index, old => old.State == QueueItemState.Pending ? old with { State = QueueItemState.Running, RunId = place.RunId } : null, cancellationToken);
        return new ConfigurationPlan(place.RunId, SetsOf(configuration, details), null);
    }

    private async Task<RunDetails> DetailsAsync(
        TrainingConfiguration configuration, QueueSetup setup, MarketBars market, FoldPlan plan, ulong seed, CancellationToken cancellationToken)
    {
        List<RunModel> models = [];
        foreach (TrainingConfiguration needed in SharedModelPlan.NeededBy(configuration, setup.Horizons))
        {
            FoldWork[] works = [.. plan.Folds.Select(fold => FoldWork.Of(needed, market.Fingerprint, plan, fold.Number, seed))];
            ParallelOptions limits = new() { MaxDegreeOfParallelism = RowsAtATime, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(works, limits, async (work, token) => await tasks.PlanAsync(work.Key, JsonSerializer.Serialize(work, ApiJson.Options), token));
            models.Add(new RunModel(
                needed.Horizon, needed.Hash.Text, [.. plan.Folds.Zip(works, (fold, work) => new RunFold(fold.Number, fold.Kind == FoldKind.Average, work.Key))]));
        }

        FoldWork own = FoldWork.Of(configuration, market.Fingerprint, plan, plan.Folds[0].Number, seed);
        RunRecipe recipe = new(own.Configuration, own.DataFingerprint, own.FoldOptions, own.FoldPlanKey, seed, own.CodeVersion) { Rules = setup.Rules };
        return new RunDetails { Recipe = recipe, Models = models };
    }

    private async Task WriteRunAsync(GridPlace place, TrainingConfiguration configuration, RunDetails details, StoredRun? known, CancellationToken cancellationToken)
    {
        StoredRun run = new(place.RunId, configuration.Symbol, configuration.Timeframe, configuration.Model, RunStatus.Running, known?.Created ?? clock.GetUtcNow())
        {
            QueueId = place.QueueId,
            ConfigurationHash = configuration.Hash.Text,
            Details = details.ToJson(),
        };
        if (await runs.InsertAsync(run, cancellationToken)) return;

        // A scored run stays as it is: its score is of the same folds, for their keys are the same.
        await runs.ChangeAsync(
            place.RunId, old => RunDetails.Of(old) is { Score: not null } scored && scored.Recipe with { Rules = details.Recipe.Rules } == details.Recipe ? null : run with { Created = old.Created, Tags = old.Tags }, cancellationToken);
    }

    private FoldSet[] SetsOf(TrainingConfiguration configuration, RunDetails details) =>
    [
        .. details.Models.SelectMany(model => model.Folds).Chunk(FoldSet.MostFolds).Select(folds =>
            FoldSet.Of(configuration.Model, folds.Select((fold, i) => new FoldRef(i + 1, fold.Key)), foldOptions)),
    ];
}
