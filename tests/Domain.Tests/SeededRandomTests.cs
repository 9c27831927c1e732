namespace ServerlessTraining.Domain.Tests;

public sealed class SeededRandomTests
{
    /// <summary>Reference vector: splitmix64 from seed 0 begins with these four, and xoshiro256** continues from them. Computed by an independent program.</summary>
    [Fact]
    public void NextUInt64_KnownSeed_GivesTheRecordedSequence()
    {
        SeededRandom random = new(0);

        ulong[] drawn = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];

        Assert.Equal([11091344671253066420UL, 13793997310169335082UL, 1900383378846508768UL], drawn);
    }

    [Fact]
    public void Fork_AfterAnyDraws_GivesTheSameGenerator()
    {
        SeededRandom fresh = new(7);
        SeededRandom used = new(7);
        used.NextGaussian();

        Assert.Equal(fresh.Fork(3).NextUInt64(), used.Fork(3).NextUInt64());
        Assert.NotEqual(fresh.Fork(3).NextUInt64(), fresh.Fork(4).NextUInt64());
        Assert.NotEqual(new SeededRandom(8).Fork(3).NextUInt64(), fresh.Fork(3).NextUInt64());
    }

    [Fact]
    public void NextGaussian_ManyDraws_HaveTheMomentsOfTheNormal()
    {
        SeededRandom random = new(Property.Seed);
        const int Count = 200_000;
        double sum = 0, squares = 0, cubes = 0, fourths = 0;
        for (int i = 0; i < Count; i++)
        {
            double x = random.NextGaussian();
            sum += x;
            squares += x * x;
            cubes += x * x * x;
            fourths += x * x * x * x;
        }

        Assert.InRange(sum / Count, -0.012, 0.012);
        Assert.InRange(squares / Count, 0.98, 1.02);
        Assert.InRange(cubes / Count, -0.05, 0.05);
        Assert.InRange(fourths / Count, 2.9, 3.1);
    }

    [Fact]
    public void Next_SmallRange_IsUniform()
    {
        SeededRandom random = new(Property.Seed);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) counts[random.Next(7)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }
}
