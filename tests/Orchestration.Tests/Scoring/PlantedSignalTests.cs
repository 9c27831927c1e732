using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Market.Synthetic;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Runs;

namespace ServerlessTraining.Orchestration.Tests.Scoring;

/// <summary>What the whole selection makes of markets in which something can be known, in some regimes and not in others.</summary>
public sealed class PlantedSignalTests
{
    private const string Volatile = "volatile_ranging";
    private const string Calm = "calm_ranging";
    private const double CalmMove = 0.0025;
    private const double VolatileMove = 0.012;
    private const double Signal = 0.7;
    private const int BlockBars = 240;
    private const int Bars = 10_500;
    private const double Purity = 0.9;

    // The default rules ask for trends first, which come in both kinds of blocks as they happen.
    private static readonly RegimeRuleSet Ranging = new(
    [
        new RegimeRule(Volatile, 10, [RegimeCondition.Parse("volatility", "> 60th percentile")]),
        new RegimeRule(Calm, 20, [RegimeCondition.Parse("volatility", "< 40th percentile")]),
    ]);

    // As short as it may be, so that the bars behind a change of blocks have no regime for a short time only.
    private static readonly RegimeOptions Short = new() { Lookback = 20 };

    /// <summary>The generator plants a signal in a whole market. So two markets take turns, a calm and a volatile one, in blocks of ten days, and only one of them has it: the
    /// rules tell the blocks apart by their volatility.</summary>
    [Theory]
    [InlineData(1, Volatile, Calm)]
    [InlineData(2, Volatile, Calm)]
    [InlineData(1, Calm, Volatile)]
    [InlineData(2, Calm, Volatile)]
    public async Task KeepOrDelete_SignalInOneRegimeOnly_ChampionIsBelievedThereAndNowhereElse(ulong seed, string planted, string empty)
    {
        BarSeries calm = MarketOf(seed, CalmMove, planted == Calm ? Signal : 0);
        BarSeries volatileOne = MarketOf(seed + 1000, VolatileMove, planted == Volatile ? Signal : 0);
        BarSeries bars = InTurn(calm, volatileOne);
        RegimeLabels labels = RegimeClassifier.Classify(bars, Ranging, Short);
        Assert.InRange(ShareInVolatileBlocks(labels, Volatile), Purity, 1);
        Assert.InRange(ShareInVolatileBlocks(labels, Calm), 0, 1 - Purity);

        IReadOnlyList<(RunBest Champion, double Deflated)> champions = await SelectionStudy.ChampionsAsync(bars, Ranging, Short);

        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}, signal in {planted}: {string.Join("; ", champions.Select(Text))}");
        Assert.Contains(champions, one => one.Champion.Regime == planted && one.Deflated > SelectionStudy.Believed);
        Assert.DoesNotContain(champions, one => one.Champion.Regime == empty && one.Deflated > SelectionStudy.Believed);
    }

    private static string Text((RunBest Champion, double Deflated) one) => FormattableString.Invariant(
        $"{one.Champion.Regime} {one.Champion.Strategy} Sharpe {one.Champion.Score.Value:0.00}, deflated {one.Deflated:0.000}, {one.Champion.Trades} trades");

    private static BarSeries MarketOf(ulong seed, double volatility, double signal) => SyntheticMarket.Generate(new SyntheticMarketOptions
    {
        Symbol = Symbol.Parse("PLANTUSDT"),
        Timeframe = Timeframe.H1,
        Bars = Bars,
        Seed = seed,
        SignalStrength = signal,
        Regimes = [new SyntheticRegime("only", -0.5 * volatility * volatility, volatility, double.MaxValue)],
    }).Bars;

    /// <summary>The bars of both markets in turn, each with the move and the volume that it had there.</summary>
    private static BarSeries InTurn(BarSeries first, BarSeries second)
    {
        BarColumns columns = new(
            first.OpenTicks.ToArray(), first.Open.ToArray(), first.High.ToArray(), first.Low.ToArray(), first.Close.ToArray(), first.Volume.ToArray());
        for (int i = 1; i < first.Count; i++)
        {
            BarSeries from = IsSecond(i) ? second : first;
            double scale = columns.Close[i - 1] / from.Open[i];
            columns.Open[i] = columns.Close[i - 1];
            columns.Close[i] = from.Close[i] * scale;
            columns.High[i] = Math.Max(from.High[i] * scale, Math.Max(columns.Open[i], columns.Close[i]));
            columns.Low[i] = Math.Min(from.Low[i] * scale, Math.Min(columns.Open[i], columns.Close[i]));
            columns.Volume[i] = from.Volume[i];
        }

        return BarSeries.Create(first.Symbol, first.Timeframe, first.Calendar, columns);
    }

    private static bool IsSecond(int bar) => bar / BlockBars % 2 == 1;

    private static double ShareInVolatileBlocks(RegimeLabels labels, string regime)
    {
        int[] own = [.. Enumerable.Range(0, labels.Count).Where(bar => labels.NameOf(bar) == regime)];
        return (double)own.Count(IsSecond) / own.Length;
    }
}
