using ServerlessTraining.Domain.Features.Indicators;

namespace ServerlessTraining.Domain.Tests.Features.Indicators;

/// <summary>What the reference values do not reach: indicators of several stages with short memories, flat markets, warm-ups.</summary>
public sealed class CompositeIndicatorTests
{
    [Fact]
    public void DirectionalMovement_ShortMemory_IsWildersComputationOverThoseBars()
    {
        (double[] high, double[] low, double[] close) = Walk(120);
        const int Memory = 20;
        double[] adx = new double[close.Length];
        double[] difference = new double[close.Length];

        DirectionalMovement.Compute(high, low, close, MovingAverage.Wilder(5, Memory), adx, difference);

        int last = close.Length - 1;
        double[] indices = [.. Enumerable.Range(last - Memory + 1, Memory).Select(bar => Index(bar).Dx)];
        Near.Equal(Textbook.Wilder(indices, 5), adx[last], 1e-12);
        Near.Equal(Index(last).Difference, difference[last], 1e-12);

        (double Dx, double Difference) Index(int bar)
        {
            int[] bars = [.. Enumerable.Range(bar - Memory + 1, Memory)];
            double up = Textbook.Wilder(bars.Select(i => high[i] - high[i - 1] > Math.Max(low[i - 1] - low[i], 0) ? high[i] - high[i - 1] : 0).ToArray(), 5);
            double down = Textbook.Wilder(bars.Select(i => low[i - 1] - low[i] > Math.Max(high[i] - high[i - 1], 0) ? low[i - 1] - low[i] : 0).ToArray(), 5);
            double range = Textbook.Wilder(bars.Select(i => Math.Max(high[i] - low[i], Math.Max(Math.Abs(high[i] - close[i - 1]), Math.Abs(low[i] - close[i - 1])))).ToArray(), 5);
            return (Math.Abs((up / range) - (down / range)) / ((up / range) + (down / range)), (up - down) / range);
        }
    }

    [Fact]
    public void DirectionalMovement_OnlyRising_IsOne()
    {
        double[] prices = [.. Enumerable.Range(1, 60).Select(i => (double)i)];
        double[] adx = new double[prices.Length];
        double[] difference = new double[prices.Length];

        DirectionalMovement.Compute(prices, prices, prices, MovingAverage.Wilder(5, 10), adx, difference);

        Near.Equal(1, adx[^1]);
        Near.Equal(1, difference[^1]);
    }

    [Fact]
    public void Macd_ShortMemories_IsTheTextbookValueOfTheLine()
    {
        (_, _, double[] close) = Walk(80);
        double[] line = new double[close.Length];
        double[] signal = new double[close.Length];

        Macd.Compute(close, MovingAverage.Exponential(4, 12), MovingAverage.Exponential(8, 20), MovingAverage.Exponential(3, 9), line, signal);

        double[] lines = [.. Enumerable.Range(71, 9).Select(bar => Textbook.Exponential(close.AsSpan(bar - 11, 12), 4) - Textbook.Exponential(close.AsSpan(bar - 19, 20), 8))];
        Near.Equal(lines[^1], line[^1]);
        Near.Equal(Textbook.Exponential(lines, 3), signal[^1]);
    }

    [Fact]
    public void Stochastic_Window_PlacesTheCloseBetweenItsExtremes()
    {
        double[] output = new double[4];

        Stochastic.Compute([9, 5, 6, 7], [1, 2, 3, 4], [5, 3, 4, 6], 3, output);

        Assert.Equal([double.NaN, double.NaN, 3.0 / 8, 4.0 / 5], output);
    }

    [Fact]
    public void OnBalance_Window_IsTheShareOfRisingLessFallingVolume()
    {
        double[] output = new double[5];

        VolumeFlow.OnBalance([1, 2, 1, 1, 3], [9, 10, 20, 30, 40], 3, output);

        Assert.Equal([double.NaN, double.NaN, double.NaN, (10.0 - 20) / 60, (40.0 - 20) / 90], output);
    }

    [Fact]
    public void DonchianPosition_BreakoutOfANarrowChannel_IsCutAtOneWidth()
    {
        double[] output = new double[4];

        DonchianChannel.Position([2, 2, 100, 2], [1, 1, 1, 0.01], [2, 1.5, 100, 0.01], 2, output);

        Assert.Equal([double.NaN, double.NaN, 2, (0.01 - 1) / 99], output);
    }

    [Fact]
    public void Indicators_NothingMoves_GiveTheirNeutralValues()
    {
        double[] flat = [.. Enumerable.Repeat(0.3, 40)];
        double[] none = new double[40];
        double[] output = new double[40];
        double[] second = new double[40];
        RelativeStrength.Compute(flat, MovingAverage.Wilder(5, 10), output);
        Assert.Equal(0.5, output[^1]);
        Stochastic.Compute(flat, flat, flat, 5, output);
        Assert.Equal(0.5, output[^1]);
        Choppiness.Compute(flat, flat, flat, 5, output);
        Assert.Equal(0.5, output[^1]);
        DirectionalMovement.Compute(flat, flat, flat, MovingAverage.Wilder(3, 5), output, second);
        Assert.Equal((0, 0), (output[^1], second[^1]));
        LinearTrend.Compute(flat, 5, output, second);
        Assert.Equal((0, 0), (output[^1], second[^1]));
        EfficiencyRatio.Compute(flat, 5, output);
        Assert.Equal(0, output[^1]);
        VolumeFlow.Relative(none, 5, output);
        Assert.Equal(1, output[^1]);
        VolumeFlow.Money(flat, flat, flat, none, 5, output);
        Assert.Equal(0, output[^1]);
        VolumeFlow.OnBalance(flat, none, 5, output);
        Assert.Equal(0, output[^1]);
        VolumeFlow.WeightedAverage(flat, none, 5, output);
        Assert.Equal(0.3, output[^1]);
    }

    [Fact]
    public void WarmUp_OfEachIndicator_IsTheNumberOfLeadingNaN()
    {
        (double[] high, double[] low, double[] close) = Walk(100);
        double[] volume = [.. close.Select(price => price * 3)];
        MovingAverage average = MovingAverage.Wilder(5, 12);
        Leads(TrueRange.WarmUp, output => TrueRange.Compute(high, low, close, output));
        Leads(RelativeStrength.WarmUp(average), output => RelativeStrength.Compute(close, average, output));
        Leads(DirectionalMovement.WarmUp(average), output => DirectionalMovement.Compute(high, low, close, average, output, new double[100]));
        Leads(Macd.WarmUp(average, MovingAverage.Simple(20), average), output => Macd.Compute(close, average, MovingAverage.Simple(20), average, new double[100], output));
        Leads(Stochastic.WarmUp(7), output => Stochastic.Compute(high, low, close, 7, output));
        Leads(DonchianChannel.WarmUp(7), output => DonchianChannel.Position(high, low, close, 7, output));
        Leads(Aroon.WarmUp(7), output => Aroon.Compute(high, low, 7, output));
        Leads(Choppiness.WarmUp(7), output => Choppiness.Compute(high, low, close, 7, output));
        Leads(LinearTrend.WarmUp(7), output => LinearTrend.Compute(close, 7, new double[100], output));
        Leads(EfficiencyRatio.WarmUp(7), output => EfficiencyRatio.Compute(close, 7, output));
        Leads(BollingerBands.WarmUp(7), output => BollingerBands.Width(close, 7, output));
        Leads(VolumeFlow.WarmUp(7), output => VolumeFlow.Money(high, low, close, volume, 7, output));
        Leads(RangeVolatility.WarmUp(7), output => RangeVolatility.GarmanKlass(close, high, low, close, 7, output));

        static void Leads(int warmUp, Action<double[]> compute)
        {
            double[] output = new double[100];
            compute(output);
            Assert.Equal(warmUp, Array.FindIndex(output, double.IsFinite));
        }
    }

    private static (double[] High, double[] Low, double[] Close) Walk(int count)
    {
        Domain.Market.BarSeries bars = RandomMarket.Walk(new SeededRandom(Property.Seed), count);
        return (bars.High.ToArray(), bars.Low.ToArray(), bars.Close.ToArray());
    }
}
