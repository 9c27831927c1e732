using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Storage.RegimeBests;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Says who holds which regime.</summary>
public sealed class RegimeChampions(RegimeBestStore store)
{
    /// <summary>A page of the boards of the markets asked for, and what these markets hold on the global one.</summary>
    public async Task<BoardList> ListAsync(BoardQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        string[] keys = [.. (await store.KeysAsync(cancellationToken).ToListAsync(cancellationToken)).Where(key => IsAsked(query, key)).Order(StringComparer.Ordinal)];
        List<BoardView> boards = [];
        foreach (string key in keys.Take(query.Limit))
        {
            if (await store.FindAsync(key, cancellationToken) is not { } board) continue;
            BoardView view = await ViewAsync(board, query, cancellationToken);
            // A global board that these markets hold nothing of would say of each regime that nobody holds it.
            if (key != SelectionOptions.GlobalBoard || query is { Symbol: null, Timeframe: null } || view.Regimes.Any(regime => regime.Holders.Count > 0)) boards.Add(view);
        }

        return new BoardList(boards, keys.Length > query.Limit ? keys[query.Limit - 1] : null);
    }

    private static bool IsAsked(BoardQuery query, string key) =>
        (query.Board ?? key) == key
        && (query.Continuation is null || string.CompareOrdinal(key, query.Continuation) > 0)
        && (key == SelectionOptions.GlobalBoard || (MarketName.TryParse(key, out SelectionMarket market) && IsAsked(query, market)));

    private static bool IsAsked(BoardQuery query, SelectionMarket market) =>
        (query.Symbol ?? market.Symbol) == market.Symbol && (query.Timeframe ?? market.Timeframe) == market.Timeframe;

    private async Task<BoardView> ViewAsync(RegimeBoard board, BoardQuery query, CancellationToken cancellationToken)
    {
        Dictionary<string, DateTimeOffset?> since = [];
        foreach (string run in board.Incumbents.Select(incumbent => incumbent.Run.RunId).Distinct())
        {
            since[run] = (await store.DecisionAsync(board.Key, run, cancellationToken))?.At;
        }

        return new BoardView(board.Key, board.Version, [.. board.Regimes.Select(regime => new BoardRegime(
            regime,
            [
                .. board.Holders(regime).Index()
                    .Where(place => IsAsked(query, place.Item.Run.Market))
                    .Select(place => HolderOf(board, place.Index + 1, place.Item, since[place.Item.Run.RunId])),
            ]))]);
    }

    private static BoardHolder HolderOf(RegimeBoard board, int rank, Incumbent incumbent, DateTimeOffset? since)
    {
        (ModelRun run, Candidate candidate) = (incumbent.Run, incumbent.Candidate);
        ConfigurationWords words = ConfigurationWords.Of(run.Recipe.Configuration);
        return new BoardHolder(
            rank, run.RunId, run.ModelId, run.Market.Symbol.Name, run.Market.Timeframe.Name, words.Model, words.Text, candidate.Strategy, candidate.Score, candidate.Trades,
            candidate.DeflatedProbability, since,
            [.. board.DefeatsOf(run.ModelId).Select(d => new BoardDefeat(d.RunId, d.Regime, d.Strategy, d.Score, d.By?.RunId, d.Margin, d.Reason))]);
    }
}
