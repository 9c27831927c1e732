using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;

namespace ServerlessTraining.LocalHost.Demo;

/// <summary>The markets of the demo: two with a signal that can be learned, one strong and one weak, and one in the shape of a currency pair, five days a week and without any.</summary>
internal static class DemoMarkets
{
    // Quick folds look at a year, before them a model trains, and a tenth is set aside.
    private const int Bars = 13_000;

    public static IEnumerable<BarSeries> All()
    {
        yield return Of(new SyntheticMarketOptions { Symbol = Symbol.Parse("SYN1USDT"), Bars = Bars, Seed = 1, SignalStrength = 0.4 });
        yield return Of(new SyntheticMarketOptions { Symbol = Symbol.Parse("SYN2USDT"), Bars = Bars, Seed = 2, SignalStrength = 0.15 });
        yield return Of(new SyntheticMarketOptions { Symbol = Symbol.Parse("DEMOEURUSD"), Bars = Bars * 5 / 7, Seed = 3, StartPrice = 1.1, Calendar = MarketCalendar.Fx });
    }

    private static BarSeries Of(SyntheticMarketOptions options) => SyntheticMarket.Generate(options).Bars;
}
