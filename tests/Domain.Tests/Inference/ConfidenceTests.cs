using ServerlessTraining.Domain.Inference;

namespace ServerlessTraining.Domain.Tests.Inference;

public sealed class ConfidenceTests
{
    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(2, 0.125)]
    [InlineData(3, 0.5)]
    [InlineData(9, 1.0)]
    public void Rank_AmongFour_IsTheShareBelowWithEqualOnesCountedHalf(double value, double expected) => Assert.Equal(expected, Confidence.Rank([2, 4, 2.5, 8], value));

    [Fact]
    public void Rank_MissingValues_AreNotCounted() => Assert.Equal(0.5, Confidence.Rank([double.NaN, 1, double.NaN, 3, double.NaN, double.NaN], 2));

    [Fact]
    public void Rank_NoHistory_SpeaksNeitherForNorAgainst() => Assert.Equal([0.5, 0.5], [Confidence.Rank([], 7), Confidence.Rank([double.NaN], 7)]);

    [Fact]
    public void Rank_AnyHistory_EqualsCountingOneByOne() => Property.Holds(random =>
    {
        double[] history = new double[random.Next(230)];
        foreach (ref double past in history.AsSpan()) past = random.Next(8) == 0 ? double.NaN : random.Next(20);
        double value = random.Next(20);
        double[] known = [.. history.Where(past => !double.IsNaN(past))];
        double expected = known.Length == 0 ? 0.5 : (known.Count(past => past < value) + (0.5 * known.Count(past => past == value))) / known.Length;

        Assert.Equal(expected, Confidence.Rank(history, value));
    });

    [Theory]
    [InlineData(30, 40, 1, 1, 0.75)]
    [InlineData(30, 40, 1, 2, 0.625)]
    [InlineData(0, 0, 1, 1, 0.5)]
    [InlineData(0, 0, 3, 3, 0.75)]
    public void Consistency_Shares_AreAveragedWhereThereAreTwo(int same, int forecasts, int sameVotes, int votes, double expected) =>
        Assert.Equal(expected, Confidence.Consistency(same, forecasts, sameVotes, votes));

    [Fact]
    public void Of_FullTerms_IsOne()
    {
        Assert.Equal(1, Confidence.Of(1, 1, 1));
        Assert.Equal(0.4, Confidence.Of(1, 0, 0));
        Assert.Equal(0.4, Confidence.Of(0, 1, 0));
        Assert.Equal(0.2, Confidence.Of(0, 0, 1));
    }
}
