namespace ServerlessTraining.Domain.Market.Calendars;

/// <summary>The kind of market that a symbol's letters suggest.</summary>
internal static class MarketGuess
{
    private const int CodeLength = 3;

    private static readonly HashSet<string> Fiat =
    [
        "AUD", "BRL", "CAD", "CHF", "CNH", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "INR", "JPY", "KRW", "MXN", "NOK", "NZD", "PLN", "RUB", "SEK", "SGD", "THB",
        "TRY", "TWD", "USD", "ZAR",
    ];

    private static readonly HashSet<string> Metals = ["XAU", "XAG", "XPT", "XPD"];

    private static readonly string[] StableCoins = ["USDT", "USDC", "BUSD", "FDUSD", "TUSD", "DAI"];

    private static readonly string[] Coins = ["BTC", "XBT", "ETH", "BNB", "SOL", "XRP", "ADA", "LTC", "DOT", "TRX", "DOGE", "AVAX", "LINK"];

    public static bool IsFx(string name) =>
        name.Length == 2 * CodeLength && IsMoney(name[..CodeLength]) && IsMoney(name[CodeLength..]);

    public static bool IsCrypto(string name) =>
        StableCoins.Any(coin => name.Length > coin.Length && name.EndsWith(coin, StringComparison.Ordinal))
        // One letter before a coin is rather a share: GBTC.
        || Coins.Any(coin => name.Length > coin.Length + 1 && name.EndsWith(coin, StringComparison.Ordinal))
        || StableCoins.Concat(Coins).Any(coin => name.StartsWith(coin, StringComparison.Ordinal) && Fiat.Contains(name[coin.Length..]));

    private static bool IsMoney(string code) => Fiat.Contains(code) || Metals.Contains(code);
}
