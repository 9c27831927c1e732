using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Tests.Labels;

/// <summary>Hourly bars typed by hand, for expectations that a reader can work out.</summary>
internal static class HandBars
{
    public static BarSeries Of(params (double Open, double High, double Low, double Close)[] bars) => Of([.. bars.Select((_, i) => RandomMarket.Start.AddHours(i))], bars);

    public static BarSeries Of(DateTimeOffset[] times, params (double Open, double High, double Low, double Close)[] bars) => BarSeries.Create(
        Symbol.Parse("TESTUSDT"),
        Timeframe.H1,
        MarketCalendar.Crypto,
        new BarColumns(
            [.. times.Select(time => time.UtcTicks)],
            [.. bars.Select(bar => bar.Open)],
            [.. bars.Select(bar => bar.High)],
            [.. bars.Select(bar => bar.Low)],
            [.. bars.Select(bar => bar.Close)],
            [.. bars.Select(_ => 1.0)]));
}
