using ServerlessTraining.Domain.Features.Indicators;

namespace ServerlessTraining.Domain.Tests.Features.Indicators;

public sealed class RollingTests
{
    private delegate void Figure(ReadOnlySpan<double> values, int window, Span<double> output);

    [Fact]
    public void Figures_AnyWindow_EqualTheirDefinitions() => Property.Holds(
        random =>
        {
            double[] values = [.. Enumerable.Range(0, random.Next(80)).Select(_ => 50 + random.NextGaussian())];
            int window = 1 + random.Next(30);
            AssertEach(values, window, Rolling.Sum, newest => newest.Sum());
            AssertEach(values, window, Rolling.Max, newest => newest.Max());
            AssertEach(values, window, Rolling.Min, newest => newest.Min());
            AssertEach(values, window, Rolling.Deviation, newest => Textbook.Deviation(newest));
        },
        runs: 100);

    [Fact]
    public void Deviation_PricesOfHundredThousandWithTinyMoves_KeepsItsDigits()
    {
        SeededRandom random = new(Property.Seed);
        double[] moves = [.. Enumerable.Range(0, 3000).Select(_ => Math.ScaleB(random.Next(1 << 16), -26))];
        double[] prices = [.. moves.Select(move => 131072 + move)];

        // The prices are exact sums of level and move, so the deviation of the moves is that of the prices.
        double[] expected = Apply(Rolling.Deviation, moves, 20);
        double[] actual = Apply(Rolling.Deviation, prices, 20);

        for (int i = 19; i < prices.Length; i++) Near.Equal(expected[i], actual[i], what: $"bar {i}");
    }

    [Fact]
    public void Figures_SpikeHasLeftTheWindow_AreAsIfItHadNeverBeen()
    {
        SeededRandom random = new(Property.Seed);
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => 100 + random.NextGaussian())];
        double[] spiked = [.. values];
        spiked[50] *= 1e12;

        foreach (Figure figure in (Figure[])[Rolling.Sum, Rolling.Max, Rolling.Min, Rolling.Deviation, Rolling.ZScore])
        {
            Assert.Equal(Apply(figure, values, 20)[70..], Apply(figure, spiked, 20)[70..]);
        }
    }

    [Fact]
    public void ZScore_EqualValues_IsZero() => Assert.All(Apply(Rolling.ZScore, [.. Enumerable.Repeat(1.1, 50)], 20)[19..], value => Assert.Equal(0, value));

    [Fact]
    public void ZScore_OfTheNewestValue_UsesThePopulationDeviation()
    {
        double[] actual = Apply(Rolling.ZScore, [5, 1, 2, 3], 3);

        Near.Equal(1 / Math.Sqrt(2.0 / 3), actual[3]);
        Assert.True(double.IsNaN(actual[1]));
    }

    private static void AssertEach(double[] values, int window, Figure figure, Func<double[], double> definition)
    {
        double[] actual = Apply(figure, values, window);
        for (int i = 0; i < values.Length; i++)
        {
            double expected = i < window - 1 ? double.NaN : definition(values[(i - window + 1)..(i + 1)]);
            if (window == 1 && figure == Rolling.Deviation) Assert.Equal(0, actual[i]);
            else Near.Equal(expected, actual[i], what: $"{figure.Method.Name} of {window} at {i}");
        }
    }

    private static double[] Apply(Figure figure, double[] values, int window)
    {
        double[] output = new double[values.Length];
        figure(values, window, output);
        return output;
    }
}
