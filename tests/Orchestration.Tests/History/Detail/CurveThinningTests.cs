using ServerlessTraining.Orchestration.History.Detail;

namespace ServerlessTraining.Orchestration.Tests.History.Detail;

public sealed class CurveThinningTests
{
    [Theory]
    [InlineData(50, 300, 40, 1, 660)]
    [InlineData(10, 300, 40, 1, 660)]
    [InlineData(500, 3, 997)]
    [InlineData(12, 5, 5, 5, 5, 5, 5)]
    public void Kept_LongCurve_HasBothEndsOfEachStretchAndNoMoreThanAsked(int most, params int[] stretches)
    {
        int[] kept = CurveThinning.Kept(stretches, most);

        int first = 0;
        foreach (int count in stretches)
        {
            Assert.Contains(first, kept);
            Assert.Contains(first + count - 1, kept);
            first += count;
        }

        Assert.Equal(kept.Order().Distinct(), kept);
        Assert.True(kept.Length <= most, $"{kept.Length} points were kept");
    }

    [Fact]
    public void Kept_LongCurve_IsEven()
    {
        int[] kept = CurveThinning.Kept([10_000, 20_000], 3000);

        int[] steps = [.. kept.Zip(kept.Skip(1), (at, next) => next - at)];
        Assert.InRange(kept.Length, 2990, 3000);
        Assert.True(steps.Max() <= 11, $"a step has {steps.Max()} points");
    }

    [Fact]
    public void Kept_ShortCurve_IsWhole() => Assert.Equal(Enumerable.Range(0, 7), CurveThinning.Kept([3, 4], 7));

    [Fact]
    public void Kept_MoreStretchesThanPoints_HasTheirEnds() => Assert.Equal([0, 2, 3, 5, 6, 8], CurveThinning.Kept([3, 3, 3], 4));
}
