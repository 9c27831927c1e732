using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Runs;

namespace ServerlessTraining.Orchestration.Decisions;

/// <summary>The incumbents that one challenger meets, each scored again once however often the board is read.</summary>
internal sealed class RescoringRound(Challenger challenger, RescoringGrounds grounds, RunStore runs, FoldFiles files, ModelTypes types)
{
    private readonly Dictionary<(string RunId, string Strategy, string Regime), RescoredPlace> known = [];

    /// <summary>One for each place whose score cannot be compared with the challenger's as it stands.</summary>
    /// <exception cref="ServerlessTrainingException">The challenger's bars have changed since it was scored.</exception>
    public async Task<IReadOnlyList<RescoredPlace>> ScoreAsync(RegimeBoard board, CancellationToken cancellation)
    {
        Incumbent[] stale = [.. board.Incumbents.Where(IsStale)];
        foreach (IGrouping<string, Incumbent> places in stale.Where(place => !known.ContainsKey(KeyOf(place))).GroupBy(place => place.Run.RunId))
        {
            foreach (RescoredPlace place in await ScoreRunAsync([.. places], cancellation)) known[KeyOf(place.Held)] = place;
        }

        return [.. stale.Select(place => known[KeyOf(place)] with { Held = place })];
    }

    private static (string RunId, string Strategy, string Regime) KeyOf(Incumbent place) => (place.Run.RunId, place.Candidate.Strategy, place.Candidate.Regime);

    // On a board of all markets the bars of the others differ by nature.
    private bool IsStale(Incumbent place) =>
        place.Basis.RulesFingerprint != challenger.Basis.RulesFingerprint || (IsOfItsMarket(place) && place.Basis.DataFingerprint != challenger.Basis.DataFingerprint);

    private bool IsOfItsMarket(Incumbent place) => place.Run.Market == challenger.Run.Market;

    private async Task<IReadOnlyList<RescoredPlace>> ScoreRunAsync(IReadOnlyList<Incumbent> places, CancellationToken cancellation)
    {
        bool sameMarket = IsOfItsMarket(places[0]);

        // Where the challenger's own bars are gone nothing can be compared, and that is no fault of the incumbent.
        RescoringGround? ground = sameMarket ? await grounds.OfAsync(challenger.Details.Recipe, cancellation) : null;
        ScoreBasis basis = sameMarket ? challenger.Basis : places[0].Basis with { RulesFingerprint = challenger.Basis.RulesFingerprint };
        try
        {
            RunDetails details = await runs.FindAsync(places[0].Run.RunId, cancellation) is { } run && RunDetails.Of(run) is { } found
                ? found
                : throw new ServerlessTrainingException($"run {places[0].Run.RunId} is not stored any more");
            ground ??= await grounds.OfAsync(details.Recipe, cancellation);
            IncumbentForecast forecast = new(ground, details, files, types);
            Dictionary<string, BacktestScore> scores = [];
            foreach (string strategy in places.Select(place => place.Candidate.Strategy).Distinct()) scores[strategy] = await ScoreAsync(ground, forecast, strategy, cancellation);
            return
            [
                .. places.Select(place => new RescoredPlace(
                    place, basis, MetricsIn(scores[place.Candidate.Strategy], place.Candidate.Regime), scores[place.Candidate.Strategy].Total.Metrics)),
            ];
        }
        catch (ServerlessTrainingException error)
        {
            TradingMetrics none = TradingMetrics.Undefined($"it could not be scored again: {error.Message}");
            return [.. places.Select(place => new RescoredPlace(place, basis, none, none))];
        }
    }

    private static TradingMetrics MetricsIn(BacktestScore score, string regime) =>
        score.Regimes.FirstOrDefault(line => line.Name == regime)?.Metrics ?? TradingMetrics.Undefined($"'{regime}' is not among the regimes any more");

    private async Task<BacktestScore> ScoreAsync(RescoringGround ground, IncumbentForecast forecast, string name, CancellationToken cancellation)
    {
        InferenceStrategy strategy = InferenceStrategy.Parse(name);
        StrategyGrid grid = StrategyGrid.Create(
            [StrategyNames.Of(strategy.Method)], [StrategyNames.Of(strategy.Ensemble)], [strategy.ConfidenceThreshold], [strategy.Lookback]);
        PredictionSet predictions = await forecast.MakeAsync(strategy.Method, cancellation);

        // The challenger's costs: what is compared must have paid the same.
        return StrategyBacktester.Run(ground.Bars, predictions, ground.Regimes, grid, challenger.Details.Recipe.Rules.Backtest, cancellation)[0].Score;
    }
}
