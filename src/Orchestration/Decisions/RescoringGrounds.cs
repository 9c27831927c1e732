using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Bars, windows and regimes that recipes name, each made once.</summary>
internal sealed class RescoringGrounds(RegimeRuleSet rules, MarketData markets)
{
    private readonly Dictionary<(Symbol, Timeframe, string Fingerprint, string FoldOptions), RescoringGround> known = [];

    /// <exception cref="ServerlessTrainingException">The bars are not those of the recipe any more.</exception>
    public async Task<RescoringGround> OfAsync(RunRecipe recipe, CancellationToken cancellation)
    {
        TrainingConfiguration configuration = TrainingConfiguration.Parse(recipe.Configuration);
        (Symbol, Timeframe, string, string) key = (configuration.Symbol, configuration.Timeframe, recipe.DataFingerprint, recipe.FoldOptions);
        if (known.TryGetValue(key, out RescoringGround? ground)) return ground;
        string series = $"{configuration.Symbol} {configuration.Timeframe}";
        MarketBars market = await markets.FindAsync(configuration.Symbol, configuration.Timeframe, cancellation)
            ?? throw new ServerlessTrainingException($"There are no bars of {series} any more. Import them again.");
        if (market.Fingerprint != recipe.DataFingerprint)
        {
            throw new ServerlessTrainingException(
                $"The bars of {series} have changed since they were trained on: their fingerprint was {recipe.DataFingerprint} and is {market.Fingerprint}. "
                + "Scores on both cannot be compared; train again.");
        }

        return known[key] = RescoringGround.Of(market.Bars, FoldPlanner.Plan(market.Bars, FoldOptionsText.Read(recipe.FoldOptions)), rules);
    }
}
