using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Regimes;

/// <summary>Which boards are asked for; what is null is not asked for.</summary>
/// <param name="Symbol">Only boards of its markets, and on the global one only what they hold.</param>
/// <param name="Timeframe">As the symbol.</param>
/// <param name="Board">By its name: `BTCUSDT_1h` or `global`.</param>
/// <param name="Limit">How many boards a page has at most.</param>
/// <param name="Continuation">The last board of the page before.</param>
public sealed record BoardQuery(Symbol? Symbol, Timeframe? Timeframe, string? Board, int Limit, string? Continuation)
{
    private const string BoardName = "board";

    /// <exception cref="RequestException">A parameter is wrong; all of them are told.</exception>
    public static BoardQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        string? board = query.Name(BoardName);
        string? known = board is null ? null : KeyOf(board);
        if (board is not null && known is null) query.Refuse(BoardName, board, $"a market such as BTCUSDT_1h, or {SelectionOptions.GlobalBoard},");
        string? continuation = query.Continuation();
        if (continuation is not null && KeyOf(continuation) is null) query.Refuse("continuation", continuation, Paging.Allowed);
        BoardQuery asked = new(query.Symbol(), query.Timeframe(), known, query.Limit(1, 1000, 50), continuation);
        query.ThrowIfFaulty();
        return asked;
    }

    /// <summary>Null where it can be none.</summary>
    private static string? KeyOf(string name)
    {
        if (name == SelectionOptions.GlobalBoard) return name;
        return MarketName.TryParse(name, out SelectionMarket market) ? market.ToString() : null;
    }
}
