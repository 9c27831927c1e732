using ServerlessTraining.Domain.Features.Indicators;

namespace ServerlessTraining.Domain.Tests.Features.Indicators;

public sealed class MovingAverageTests
{
    [Fact]
    public void Apply_AnyMemory_IsTheTextbookValueOfThatManyBars() => Property.Holds(
        random =>
        {
            double[] values = Values(random, 60 + random.Next(60));
            int period = 1 + random.Next(12);
            int memory = period + random.Next(40);
            double[] exponential = Applied(MovingAverage.Exponential(period, memory), values);
            double[] wilder = Applied(MovingAverage.Wilder(period, memory), values);
            double[] simple = Applied(MovingAverage.Simple(memory), values);

            for (int i = 0; i < values.Length; i++)
            {
                ReadOnlySpan<double> newest = i < memory - 1 ? default : values.AsSpan(i - memory + 1, memory);
                Near.Equal(newest.IsEmpty ? double.NaN : Textbook.Exponential(newest, period), exponential[i], 1e-12, $"exponential at {i}");
                Near.Equal(newest.IsEmpty ? double.NaN : Textbook.Wilder(newest, period), wilder[i], 1e-12, $"Wilder at {i}");
                Near.Equal(newest.IsEmpty ? double.NaN : Textbook.Mean(newest), simple[i], 1e-12, $"simple at {i}");
            }
        },
        runs: 100);

    [Theory]
    [InlineData(20)]
    [InlineData(14)]
    public void Apply_WithTheDefaultMemory_IsNearTheTextbookValueOfTheWholePast(int period)
    {
        double[] values = Values(new SeededRandom(Property.Seed), 2000);

        Near.Equal(Textbook.Exponential(values, period), Applied(MovingAverage.Exponential(period), values)[^1], 1e-4);
        Near.Equal(Textbook.Wilder(values, period), Applied(MovingAverage.Wilder(period), values)[^1], 1e-4);
    }

    [Fact]
    public void Apply_EqualValues_GivesThatValueToTheBit()
    {
        double[] values = [.. Enumerable.Repeat(0.1 + 0.2, 150)];

        Assert.All(Applied(MovingAverage.Exponential(7), values)[28..], value => Assert.Equal(0.1 + 0.2, value));
        Assert.All(Applied(MovingAverage.Simple(7), values)[6..], value => Assert.Equal(0.1 + 0.2, value));
    }

    [Fact]
    public void WarmUp_OfEachKind_IsTheNumberOfLeadingNaN()
    {
        double[] values = Values(new SeededRandom(Property.Seed), 200);
        MovingAverage[] averages = [MovingAverage.Simple(1), MovingAverage.Simple(9), MovingAverage.Exponential(10), MovingAverage.Wilder(14), MovingAverage.Wilder(14, 14)];

        Assert.Equal([0, 8, 39, 111, 13], averages.Select(average => average.WarmUp));
        Assert.All(averages, average => Assert.Equal(average.WarmUp, Array.FindIndex(Applied(average, values), double.IsFinite)));
    }

    [Fact]
    public void Wilder_MemoryShorterThanThePeriod_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => MovingAverage.Wilder(14, 13));

    private static double[] Applied(MovingAverage average, double[] values)
    {
        double[] output = new double[values.Length];
        average.Apply(values, output);
        return output;
    }

    private static double[] Values(SeededRandom random, int count) => [.. Enumerable.Range(0, count).Select(_ => 100 + (10 * random.NextGaussian()))];
}
