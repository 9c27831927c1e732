using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Grids;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Bars;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>Bars, windows and regimes that recipes name, each made once.</summary>
internal sealed class RescoringGrounds(RegimeRuleSet rules, BarStore store)
{
    private readonly Dictionary<(Symbol, Timeframe, string Fingerprint, string FoldOptions), RescoringGround> known = [];

    /// <exception cref="ServerlessTrainingException">The bars are not those of the recipe any more.</exception>
    public async Task<RescoringGround> OfAsync(RunRecipe recipe, CancellationToken cancellation)
    {
        TrainingConfiguration configuration = TrainingConfiguration.Parse(recipe.Configuration);
        (Symbol, Timeframe, string, string) key = (configuration.Symbol, configuration.Timeframe, recipe.DataFingerprint, recipe.FoldOptions);
        if (known.TryGetValue(key, out RescoringGround? ground)) return ground;
        string series = $"{configuration.Symbol} {configuration.Timeframe}";
        BarSeries bars = await store.ReadAsync(configuration.Symbol, configuration.Timeframe, null, cancellation)
            ?? throw new ServerlessTrainingException($"There are no bars of {series} any more. Import them again.");
        string found = SeriesFingerprint.Of(bars);
        if (found != recipe.DataFingerprint)
        {
            throw new ServerlessTrainingException(
                $"The bars of {series} have changed since they were trained on: their fingerprint was {recipe.DataFingerprint} and is {found}. "
                + "Scores on both cannot be compared; train again.");
        }

        return known[key] = RescoringGround.Of(bars, FoldPlanner.Plan(bars, FoldOptionsText.Read(recipe.FoldOptions)), rules);
    }
}
