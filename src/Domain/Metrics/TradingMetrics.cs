using System.Text.Json.Serialization;

namespace ServerlessTraining.Domain.Metrics;

/// <summary>The figures of a backtest over some of its bars. Returns are a bar's, flat bars included; trade returns are after costs over the entry
/// notional.</summary>
public sealed record TradingMetrics
{
    /// <summary>A standard deviation of returns below it is the rounding of equities that did not vary.</summary>
    private const double RoundingOfReturns = 1e-12;

    [JsonInclude]
    public long Bars { get; private init; }

    [JsonInclude]
    public int Trades { get; private init; }

    /// <summary>Mean over standard deviation (n - 1) of the returns, times the root of the bars a year.</summary>
    [JsonInclude]
    public MetricValue Sharpe { get; private init; }

    /// <summary>The same a bar, as deflation wants it.</summary>
    [JsonInclude]
    public MetricValue SharpePerBar { get; private init; }

    /// <summary>Population skewness of the returns.</summary>
    [JsonInclude]
    public MetricValue Skewness { get; private init; }

    /// <summary>Population kurtosis of the returns; 3 for the normal.</summary>
    [JsonInclude]
    public MetricValue Kurtosis { get; private init; }

    /// <summary>Mean over the root mean square of the returns below zero (all bars counted), times the root of the bars a year.</summary>
    [JsonInclude]
    public MetricValue Sortino { get; private init; }

    /// <summary>A fraction, 0 or below.</summary>
    [JsonInclude]
    public MetricValue MaxDrawdown { get; private init; }

    [JsonInclude]
    public MetricValue TotalReturn { get; private init; }

    [JsonInclude]
    public MetricValue WinRate { get; private init; }

    /// <summary>Trade returns above zero over those below.</summary>
    [JsonInclude]
    public MetricValue ProfitFactor { get; private init; }

    /// <summary>Mean trade return.</summary>
    [JsonInclude]
    public MetricValue Expectancy { get; private init; }

    /// <summary>Traded notional over equity, a year: entries and exits both count.</summary>
    [JsonInclude]
    public MetricValue Turnover { get; private init; }

    /// <summary>Share of bars with a position up to their close.</summary>
    [JsonInclude]
    public MetricValue Exposure { get; private init; }

    /// <summary>Share of decisions for a position whose direction was right over the horizon.</summary>
    [JsonInclude]
    public MetricValue HitRate { get; private init; }

    public static TradingMetrics From(in TradingSums sums, double barsPerYear)
    {
        double n = sums.Bars;
        double root = Math.Sqrt(barsPerYear);
        double deviation = sums.Bars < 2 ? 0 : Math.Sqrt(sums.SquaredDeviations / (n - 1));
        double variance = sums.SquaredDeviations / Math.Max(n, 1);
        string? noSpread = sums.Bars < 2 ? "fewer than two bars" : deviation <= RoundingOfReturns ? "the returns do not vary" : null;
        string? noBars = sums.Bars == 0 ? "no bars" : null;
        string? noTrades = sums.Trades == 0 ? "no trades" : null;
        return new TradingMetrics
        {
            Bars = sums.Bars,
            Trades = sums.Trades,
            Sharpe = Of(noSpread, sums.MeanReturn / deviation * root),
            SharpePerBar = Of(noSpread, sums.MeanReturn / deviation),
            Skewness = Of(noSpread, sums.CubedDeviations / n / (variance * Math.Sqrt(variance))),
            Kurtosis = Of(noSpread, sums.FourthDeviations / n / (variance * variance)),
            Sortino = Of(noBars ?? (sums.SquaredLosses > 0 ? null : "no bar lost"), sums.MeanReturn / Math.Sqrt(sums.SquaredLosses / n) * root),
            MaxDrawdown = Of(noBars, sums.MaxDrawdown),
            TotalReturn = Of(noBars, sums.Growth - 1),
            WinRate = Of(noTrades, (double)sums.Wins / sums.Trades),
            ProfitFactor = Of(noTrades ?? (sums.GrossLoss > 0 ? null : "no trade lost"), sums.GrossWin / sums.GrossLoss),
            Expectancy = Of(noTrades, (sums.GrossWin - sums.GrossLoss) / sums.Trades),
            Turnover = Of(noBars, sums.TradedShare / n * barsPerYear),
            Exposure = Of(noBars, sums.BarsInPosition / n),
            HitRate = Of(sums.Decisions == 0 ? "no decision for a position whose horizon has ended" : null, (double)sums.Hits / sums.Decisions),
        };
    }

    /// <summary>The figures of a backtest that could not be run.</summary>
    public static TradingMetrics Undefined(string reason)
    {
        MetricValue none = MetricValue.Undefined(reason);
        return new TradingMetrics
        {
            Sharpe = none,
            SharpePerBar = none,
            Skewness = none,
            Kurtosis = none,
            Sortino = none,
            MaxDrawdown = none,
            TotalReturn = none,
            WinRate = none,
            ProfitFactor = none,
            Expectancy = none,
            Turnover = none,
            Exposure = none,
            HitRate = none,
        };
    }

    private static MetricValue Of(string? whyNot, double value) => whyNot is null ? MetricValue.Of(value) : MetricValue.Undefined(whyNot);
}
