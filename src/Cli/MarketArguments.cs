using System.CommandLine;
using System.CommandLine.Parsing;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using Symbol = ServerlessTraining.Domain.Market.Symbol;

namespace ServerlessTraining.Cli;

/// <summary>Symbols, timeframes and calendars on the command line, in all their spellings.</summary>
internal static class MarketArguments
{
    public static Argument<Symbol> Symbol() =>
        new("symbol") { Description = "The market: BTCUSDT, BTC/USDT or btc-usdt.", CustomParser = result => Parse(result, Domain.Market.Symbol.Parse) };

    public static Argument<Timeframe> Timeframe() =>
        new("timeframe") { Description = "The length of a bar: 15m, 1h, 4h, 1d, 1w.", CustomParser = result => Parse(result, Domain.Market.Timeframe.Parse) };

    public static Option<MarketCalendar?> Calendar() => new("--calendar")
    {
        Description = $"When the market trades, for a new series: {string.Join(", ", MarketCalendar.All)}. Guessed from the symbol by default.",
        CustomParser = result => Parse(result, MarketCalendar.Parse),
    };

    private static T? Parse<T>(SymbolResult result, Func<string, T> parse)
    {
        try
        {
            return parse(result.Tokens.Count == 1 ? result.Tokens[0].Value : "");
        }
        catch (ServerlessTrainingException wrong)
        {
            result.AddError(wrong.Message);
            return default;
        }
    }
}
