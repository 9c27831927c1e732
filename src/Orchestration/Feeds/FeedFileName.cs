using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Orchestration.Feeds;

/// <summary>Reads market and timeframe from a file's name: `BTCUSDT_1h_2017-2022.csv.gz`, `btc-usdt_15m.csv`, `BTC_USDT_1h.csv`.</summary>
internal static class FeedFileName
{
    public const string Allowed = "SYMBOL_TIMEFRAME.csv or .csv.gz, with more after the timeframe where wanted, as in BTCUSDT_1h_2024.csv";
    private static readonly string[] Endings = [".csv", ".csv.gz"];

    /// <summary>Others are not for us: a writer may give a file another name until it is whole.</summary>
    public static bool IsCandidate(string name) => !name.StartsWith('.') && Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    public static bool TryParse(string name, out Symbol symbol, out Timeframe timeframe)
    {
        for (int at = name.IndexOf('_', StringComparison.Ordinal); at > 0; at = name.IndexOf('_', at + 1))
        {
            ReadOnlySpan<char> rest = name.AsSpan(at + 1);
            int length = rest.IndexOfAny("_-.");
            if (length > 0 && Timeframe.TryParse(rest[..length].ToString(), out timeframe) && Symbol.TryParse(name[..at], out symbol)) return true;
        }

        (symbol, timeframe) = (default, default);
        return false;
    }
}
