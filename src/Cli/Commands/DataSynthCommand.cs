using System.CommandLine;
using ServerlessTraining.Cli.Data;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using Symbol = ServerlessTraining.Domain.Market.Symbol;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data synth</c>: makes a market whose truth is known, and sends its bars.</summary>
internal static class DataSynthCommand
{
    public static Command Create(CliContext context)
    {
        SyntheticMarketOptions defaults = new();
        Argument<Symbol> symbol = MarketArguments.Symbol();
        Argument<Timeframe> timeframe = MarketArguments.Timeframe();
        Option<int> bars = new("--bars") { Description = $"How many, 1 to {SyntheticMarketOptions.MostBars}.", DefaultValueFactory = _ => defaults.Bars };
        Option<ulong> seed = new("--seed") { Description = "The same seed gives the same bars.", DefaultValueFactory = _ => defaults.Seed };
        Option<double> signal = new("--signal") { Description = "How much of the next return can be known, 0 to 0.99.", DefaultValueFactory = _ => defaults.SignalStrength };
        Option<string?> prefer = DataImportCommand.Prefer();
        Option<MarketCalendar?> calendar = MarketArguments.Calendar();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("synth", "Make a synthetic market with regimes and, where wanted, a planted signal.")
        {
            symbol, timeframe, bars, seed, signal, prefer, calendar, json,
        };
        command.SetAction(async (parsed, ct) =>
        {
            Symbol market = parsed.GetValue(symbol);
            MarketCalendar hours = parsed.GetValue(calendar) ?? MarketCalendar.Guess(market);
            SyntheticBars made = SyntheticMarket.Generate(defaults with
            {
                Symbol = market,
                Timeframe = parsed.GetValue(timeframe),
                Calendar = hours,
                Bars = parsed.GetValue(bars),
                Seed = parsed.GetValue(seed),
                SignalStrength = parsed.GetValue(signal),
            });
            bool quiet = parsed.GetValue(json);
            MergePreference? preference = DataImportCommand.Preference(parsed.GetValue(prefer));
            await DataImportCommand.PrintAsync(context, await new BarUploader(context).SendAsync(made.Bars, preference, hours, quiet, ct), quiet);
            return ExitCodes.Done;
        });
        return command;
    }
}
