using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Selection;

namespace ServerlessTraining.Orchestration.History;

/// <summary>The names that markets have in keys: `BTCUSDT_1h` and, in ledgers, `BTCUSDT 1h`.</summary>
public static class MarketName
{
    public static string InLedger(SelectionMarket market) => $"{market.Symbol} {market.Timeframe}";

    /// <summary>Reads both.</summary>
    public static bool TryParse(string? text, out SelectionMarket market)
    {
        market = default;
        int at = text?.LastIndexOfAny(['_', ' ']) ?? -1;
        if (at < 0 || !Symbol.TryParse(text![..at], out Symbol symbol) || !Timeframe.TryParse(text[(at + 1)..], out Timeframe timeframe)) return false;
        market = new SelectionMarket(symbol, timeframe);
        return true;
    }
}
