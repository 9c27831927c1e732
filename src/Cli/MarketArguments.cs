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

    /// <summary>As <see cref="Symbol"/>, where a file may give it.</summary>
    public static Argument<Symbol?> OptionalSymbol() => new("symbol")
    {
        Description = "The market: BTCUSDT, BTC/USDT or btc-usdt. A file of --config may have it.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? null : Parse<Symbol>(result, Domain.Market.Symbol.Parse),
    };

    /// <summary>As <see cref="Timeframe"/>, where a file may give it.</summary>
    public static Argument<Timeframe?> OptionalTimeframe() => new("timeframe")
    {
        Description = "The length of a bar: 15m, 1h, 4h, 1d, 1w. A file of --config may have it.",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? null : Parse<Timeframe>(result, Domain.Market.Timeframe.Parse),
    };

    /// <summary>Several, with commas between them.</summary>
    public static Option<Symbol[]?> Symbols() => new("--symbols")
    {
        Description = "More markets of the same timeframe: a,b,c.",
        CustomParser = result => Parse<Symbol[]>(result, text => [.. Shown.List(text).Select(Domain.Market.Symbol.Parse)]),
    };

    /// <summary>A symbol and a timeframe in one word, as the API names markets.</summary>
    public static Argument<string> Market() => new("market")
    {
        Description = "Symbol and timeframe: BTCUSDT_1h.",
        CustomParser = result => Parse(result, text => text.LastIndexOf('_') is > 0 and var at
            ? $"{Domain.Market.Symbol.Parse(text[..at])}_{Domain.Market.Timeframe.Parse(text[(at + 1)..])}"
            : throw new CliException($"'{text}' is not a market. It is a symbol and a timeframe, as BTCUSDT_1h.")),
    };

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
