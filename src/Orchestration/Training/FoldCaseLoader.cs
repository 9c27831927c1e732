using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;

namespace ServerlessTraining.Orchestration.Training;

/// <summary>Makes of a work, which has names only, the fold that it names; or says why it is not that fold any more.</summary>
internal sealed class FoldCaseLoader(MarketData markets)
{
    public async Task<FoldCase> LoadAsync(FoldWork work, CancellationToken cancellation)
    {
        TrainingConfiguration configuration = TrainingConfiguration.Parse(work.Configuration);
        FoldOptions options = FoldOptionsText.Read(work.FoldOptions);
        CheckDays(configuration, options);
        MarketBars market = await markets.FindAsync(configuration.Symbol, configuration.Timeframe, cancellation)
            ?? throw new ServerlessTrainingException($"There are no bars of {configuration.Symbol} {configuration.Timeframe}. Import them, then plan the folds.");
        CheckFingerprint(work, market);
        FoldPlan plan = FoldPlanner.Plan(market.Bars, options);
        CheckPlan(work, plan);
        return new FoldCase(market.Bars, plan, plan.Folds[work.Fold - 1], configuration, work.Seed);
    }

    private static void CheckDays(TrainingConfiguration configuration, FoldOptions options)
    {
        if (options.Days is null || options.Days == configuration.Days) return;
        throw new ServerlessTrainingException(
            $"The configuration trains on {configuration.Days} days a fold, but the folds are planned with {options.Days}. Plan the folds with the days of the configuration.");
    }

    private static void CheckFingerprint(FoldWork work, MarketBars market)
    {
        if (market.Fingerprint == work.DataFingerprint) return;
        throw new ServerlessTrainingException(
            $"The bars of {market.Bars.Symbol} {market.Bars.Timeframe} have changed since the folds were planned: "
            + $"their fingerprint was {work.DataFingerprint} and is {market.Fingerprint}. Plan the folds again.");
    }

    private static void CheckPlan(FoldWork work, FoldPlan plan)
    {
        if (plan.Key != work.FoldPlanKey)
        {
            throw new ServerlessTrainingException(
                $"The fold options of the work give the plan {plan.Key}, but the plan {work.FoldPlanKey} was asked for: they are not the options that it was made of, "
                + "or another version of the program made it. Plan the folds again.");
        }

        if (work.Fold < 1 || work.Fold > plan.Folds.Count)
        {
            throw new ServerlessTrainingException($"There is no fold {work.Fold} in the plan {plan.Key}; it has folds 1 to {plan.Folds.Count}.");
        }
    }
}
