using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Tests.Features.Indicators;

namespace ServerlessTraining.Domain.Tests.Features;

/// <summary>Every column of v1 and of v2's own part against its formula, written out for one row.</summary>
public sealed class ClassicFormulaTests
{
    private const int Row = 300;

    // With days in between (4 h bars), so that the time features move; the later bars must not matter.
    private static readonly BarSeries Bars = RandomMarket.Walk(new SeededRandom(Property.Seed), 320, Timeframe.H4);

    [Fact]
    public void Compute_V1_FollowsTheFormulas() => AssertRow(FeatureSystems.V1, Classic());

    [Fact]
    public void Compute_V2_FollowsTheFormulas() => AssertRow(FeatureSystems.V2, Classic().Concat(Own()));

    private static void AssertRow(FeatureSystem system, IEnumerable<(string Name, double Value)> expected)
    {
        FeatureOptions options = new() { IndicatorTimeframes = [] };
        FeatureMatrix matrix = system.Compute(Bars, options);
        (string Name, double Value)[] columns = [.. expected];

        Assert.Equal(columns.Select(column => column.Name), matrix.Names);
        foreach ((int i, (string name, double value)) in columns.Index())
        {
            Assert.True(Math.Abs(matrix[Row, i] - value) < 1e-12, $"{name}: expected {value:R}, but was {matrix[Row, i]:R}.");
        }
    }

    private static IEnumerable<(string Name, double Value)> Classic()
    {
        Bar bar = Bars[Row];
        double close = bar.Close;
        foreach (int lag in (int[])[1, 2, 3, 5, 10, 20]) yield return ($"log_return_{lag}", Math.Log(close / Bars.Close[Row - lag]));
        yield return ("log_gap", Math.Log(bar.Open / Bars.Close[Row - 1]));
        yield return ("log_range", Math.Log(bar.High / bar.Low));
        yield return ("body_share", (close - bar.Open) / (bar.High - bar.Low));
        yield return ("upper_shadow_share", (bar.High - Math.Max(bar.Open, close)) / (bar.High - bar.Low));
        yield return ("lower_shadow_share", (Math.Min(bar.Open, close) - bar.Low) / (bar.High - bar.Low));

        foreach (int period in (int[])[10, 20, 50]) yield return ($"ema_distance_{period}", (close / Ema(Row, period)) - 1);
        double[] lines = Newest(36, i => Ema(i, 12) - Ema(i, 26));
        yield return ("macd_to_price", lines[^1] / close);
        yield return ("macd_histogram_to_price", (lines[^1] - Textbook.Exponential(lines, 9)) / close);
        yield return ("adx_14", Textbook.Wilder(Newest(112, i => Math.Abs(Up(i) - Down(i)) / (Up(i) + Down(i))), 14));
        yield return ("di_difference_14", (Up(Row) - Down(Row)) / Wilder(Row, TrueRange));
        double[] highs = Newest(26, i => Bars.High[i]);
        double[] lows = Newest(26, i => Bars.Low[i]);
        yield return ("aroon_25", (Array.IndexOf(highs, highs.Max()) - Array.IndexOf(lows, lows.Min())) / 25.0);
        double[] logs = Newest(20, i => Math.Log(Bars.Close[i]));
        double covariance = logs.Select((value, i) => (i - 9.5) * value).Sum();
        double variance = logs.Sum(value => Math.Pow(value - logs.Average(), 2));
        yield return ("trend_slope_20", covariance / 665);
        yield return ("trend_r2_20", covariance * covariance / 665 / variance);
        yield return ("efficiency_ratio_10", Math.Abs(close - Bars.Close[Row - 10]) / Newest(10, i => Math.Abs(Change(i))).Sum());

        double gain = Wilder(Row, i => Math.Max(0, Change(i)));
        yield return ("rsi_14", gain / (gain + Wilder(Row, i => Math.Max(0, -Change(i)))));
        yield return ("stochastic_k_14", Stochastic(Row));
        yield return ("stochastic_d_14", Newest(3, Stochastic).Average());
        double[] closes = Newest(20, i => Bars.Close[i]);
        double mean = closes.Average();
        double deviation = Textbook.Deviation(closes);
        yield return ("bollinger_b_20", (close - (mean - (2 * deviation))) / (4 * deviation));
        double top = Newest(21, i => Bars.High[i])[..20].Max();
        double bottom = Newest(21, i => Bars.Low[i])[..20].Min();
        yield return ("donchian_position_20", (close - bottom) / (top - bottom));

        yield return ("atr_to_price_14", Wilder(Row, TrueRange) / close);
        yield return ("bollinger_width_20", 4 * deviation / mean);
        yield return ("volatility_20", Textbook.Deviation(Newest(20, LogReturn)));
        double reach = Newest(14, i => Math.Max(Bars.High[i], Bars.Close[i - 1])).Max() - Newest(14, i => Math.Min(Bars.Low[i], Bars.Close[i - 1])).Min();
        yield return ("choppiness_14", Math.Log(Newest(14, TrueRange).Sum() / reach, 14));

        double volume = Newest(20, i => Bars.Volume[i]).Sum();
        yield return ("relative_volume_20", bar.Volume / (volume / 20));
        yield return ("money_flow_20", Newest(20, i => Bars.Volume[i] * ((2 * Bars.Close[i]) - Bars.Low[i] - Bars.High[i]) / (Bars.High[i] - Bars.Low[i])).Sum() / volume);
        yield return ("signed_volume_20", Newest(20, i => Bars.Volume[i] * Math.Sign(Change(i))).Sum() / volume);
        yield return ("vwma_distance_20", (close / (Newest(20, i => Bars.Volume[i] * Bars.Close[i]).Sum() / volume)) - 1);
    }

    private static IEnumerable<(string Name, double Value)> Own()
    {
        double[] bodies = Newest(20, i => Math.Log(Bars.Close[i] / Bars.Open[i]));
        double[] ranges = Newest(20, i => Math.Log(Bars.High[i] / Bars.Low[i]));
        yield return ("parkinson_20", Math.Sqrt(ranges.Average(range => range * range) / 4 / Math.Log(2)));
        yield return ("garman_klass_20", Math.Sqrt((0.5 * ranges.Average(range => range * range)) - (((2 * Math.Log(2)) - 1) * bodies.Average(body => body * body))));
        double jumps = Math.Pow(Textbook.Deviation(Newest(20, i => Math.Log(Bars.Open[i] / Bars.Close[i - 1]))), 2) * 20 / 19;
        double withinBars = Math.Pow(Textbook.Deviation(bodies), 2) * 20 / 19;
        double rogersSatchell = Newest(20, i =>
            (Math.Log(Bars.High[i] / Bars.Close[i]) * Math.Log(Bars.High[i] / Bars.Open[i])) +
            (Math.Log(Bars.Low[i] / Bars.Close[i]) * Math.Log(Bars.Low[i] / Bars.Open[i]))).Average();
        const double K = 0.34 / (1.34 + (21.0 / 19));
        yield return ("yang_zhang_20", Math.Sqrt(jumps + (K * withinBars) + ((1 - K) * rogersSatchell)));
        yield return ("volatility_ratio_5_50", Textbook.Deviation(Newest(5, LogReturn)) / Textbook.Deviation(Newest(50, LogReturn)));

        // 2021-03-01, a Monday, and 300 bars of four hours are 2021-04-20 00:00, a Tuesday.
        yield return ("hour_sin", 0);
        yield return ("hour_cos", 1);
        yield return ("weekday_sin", Math.Sin(2 * Math.PI * 2 / 7));
        yield return ("weekday_cos", Math.Cos(2 * Math.PI * 2 / 7));
    }

    [Theory]
    [InlineData(18, -1, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(12, 0, -1)]
    public void Compute_TimeOfDay_RunsRoundTheClock(int hour, double sin, double cos)
    {
        BarSeries bars = RandomMarket.Walk(new SeededRandom(1), 264, Timeframe.H1);
        FeatureMatrix matrix = FeatureSystems.V2.Compute(bars, new FeatureOptions { IndicatorTimeframes = [] });

        Assert.Equal(sin, matrix[240 + hour, 39], 1e-12);
        Assert.Equal(cos, matrix[240 + hour, 40], 1e-12);
    }

    private static double[] Newest(int count, Func<int, double> valueOf) => Ending(Row, count, valueOf);

    private static double[] Ending(int last, int count, Func<int, double> valueOf) => [.. Enumerable.Range(last - count + 1, count).Select(valueOf)];

    private static double Ema(int last, int period) => Textbook.Exponential(Ending(last, 4 * period, i => Bars.Close[i]), period);

    private static double Wilder(int last, Func<int, double> valueOf) => Textbook.Wilder(Ending(last, 112, valueOf), 14);

    private static double Up(int last) => Wilder(last, i => Bars.High[i] - Bars.High[i - 1] > Math.Max(0, Bars.Low[i - 1] - Bars.Low[i]) ? Bars.High[i] - Bars.High[i - 1] : 0);

    private static double Down(int last) => Wilder(last, i => Bars.Low[i - 1] - Bars.Low[i] > Math.Max(0, Bars.High[i] - Bars.High[i - 1]) ? Bars.Low[i - 1] - Bars.Low[i] : 0);

    private static double Change(int i) => Bars.Close[i] - Bars.Close[i - 1];

    private static double LogReturn(int i) => Math.Log(Bars.Close[i] / Bars.Close[i - 1]);

    private static double TrueRange(int i) => Math.Max(Bars.High[i], Bars.Close[i - 1]) - Math.Min(Bars.Low[i], Bars.Close[i - 1]);

    private static double Stochastic(int last)
    {
        double bottom = Ending(last, 14, i => Bars.Low[i]).Min();
        return (Bars.Close[last] - bottom) / (Ending(last, 14, i => Bars.High[i]).Max() - bottom);
    }
}
