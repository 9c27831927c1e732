using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Grids;

/// <summary>Says what training a grid comes to: its configurations without repeated ones, which of them were trained already, how many folds the rest has.</summary>
public sealed class GridPlanner(MarketData markets, TrainedConfigurationStore trained)
{
    /// <exception cref="RequestException">A market has no bars, or too few for the folds; all of them are told.</exception>
    public async Task<GridDraft> DraftAsync(TrainingGrid grid, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grid);
        GridExpansion all = GridExpansion.Of(grid, _ => null);
        Dictionary<(Symbol Symbol, Timeframe Timeframe, int Days), PlannedMarket> plans = await PlansAsync(grid, all.ToTrain, cancellationToken);
        Dictionary<ConfigurationHash, string> reasons = [];
        if (grid.SkipAlreadyTrained)
        {
            IReadOnlyList<string?> answers = await FewAtATime.ReadAsync(
                all.ToTrain, (configuration, token) => WhyTrainedAsync(grid, configuration, plans[KeyOf(configuration)], token), cancellationToken);
            foreach ((TrainingConfiguration configuration, string? reason) in all.ToTrain.Zip(answers))
            {
                if (reason is not null) reasons[configuration.Hash] = reason;
            }
        }

        GridExpansion expansion = GridExpansion.Of(grid, configuration => reasons.GetValueOrDefault(configuration.Hash));
        SharedModelPlan models = SharedModelPlan.Of(expansion, configuration => reasons.GetValueOrDefault(configuration.Hash));
        ModelFolds[] folds = [.. models.Models.GroupBy(model => model.Model).Select(type => new ModelFolds(type.Key, type.Sum(FoldsOf) * grid.Seeds.Count))];
        return new GridDraft(grid, expansion, models.Models.Count(), folds);

        long FoldsOf(TrainingConfiguration model) => plans[KeyOf(model)].Plan.Folds.Count;
    }

    private static (Symbol Symbol, Timeframe Timeframe, int Days) KeyOf(TrainingConfiguration configuration) => (configuration.Symbol, configuration.Timeframe, configuration.Days);

    private async Task<Dictionary<(Symbol Symbol, Timeframe Timeframe, int Days), PlannedMarket>> PlansAsync(
        TrainingGrid grid, IReadOnlyList<TrainingConfiguration> configurations, CancellationToken cancellationToken)
    {
        Dictionary<(Symbol Symbol, Timeframe Timeframe, int Days), PlannedMarket> plans = [];
        List<string> faults = [];
        foreach (TrainingConfiguration configuration in configurations.DistinctBy(KeyOf))
        {
            try
            {
                MarketBars market = await markets.ReadAsync(configuration.Symbol, configuration.Timeframe, cancellationToken);
                FoldPlan plan = FoldPlanner.Plan(market.Bars, GridFolds.Of(grid.FoldMode, grid.Horizons, configuration));
                plans[KeyOf(configuration)] = new PlannedMarket(market.Fingerprint, plan);
            }
            catch (ServerlessTrainingException error)
            {
                faults.Add(error.Message.TrimEnd('.'));
            }
        }

        return faults.Count == 0 ? plans : throw new RequestException(StatusCodes.Status400BadRequest, $"The grid cannot be trained: {string.Join("; ", faults.Distinct(StringComparer.Ordinal))}.");
    }

    /// <summary>Trained is a configuration that was trained with every seed of the grid.</summary>
    private async Task<string?> WhyTrainedAsync(TrainingGrid grid, TrainingConfiguration configuration, PlannedMarket market, CancellationToken cancellationToken)
    {
        TrainedConfiguration? last = null;
        foreach (int seed in grid.Seeds)
        {
            last = await trained.FindAsync(configuration.Hash.Text, market.Fingerprint, market.Plan.Key, BuildInfo.Version, (ulong)seed, cancellationToken);
            if (last is null) return null;
        }

        return last is null ? null : WhyTrained(last);
    }

    /// <summary>A skip says which parts matched: all five must.</summary>
    internal static string WhyTrained(TrainedConfiguration trained) =>
        $"trained already by run {trained.RunId} at {TimeInterval.Text(trained.At)}: the configuration, the data ({trained.DataFingerprint[..12]}), the fold plan ({trained.FoldPlanKey[..12]}), "
        + $"the code version ({trained.CodeVersion}) and the seed ({trained.Seed}) are the same";

    private sealed record PlannedMarket(string Fingerprint, FoldPlan Plan);
}
