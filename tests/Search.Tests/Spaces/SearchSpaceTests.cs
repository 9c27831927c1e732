using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;

namespace ServerlessTraining.Search.Tests.Spaces;

public sealed class SearchSpaceTests
{
    private static readonly SearchParameter[] Each =
    [
        new RealParameter("rate", 0.001, 1, Log: true),
        new RealParameter("share", -2, 3),
        new WholeParameter("leaves", 2, 4096, Log: true),
        new WholeParameter("depth", -1, 12),
        new ChoiceParameter("booster", ["\"gbdt\"", "\"dart\"", "true"]),
    ];

    [Fact]
    public void Share_OfAnyValue_GivesTheValueAgain()
    {
        SeededRandom random = new(7);
        foreach (SearchParameter parameter in Each)
        {
            for (int i = 0; i < 1000; i++)
            {
                double value = parameter.FromShare(random.NextDouble());
                Assert.True(parameter.Allows(value), $"{parameter.Name} {value}");
                Assert.Equal(value, parameter.FromShare(parameter.ToShare(value)), Math.Abs(value) * 1e-12);
            }
        }
    }

    [Fact]
    public void FromShare_AtBothEnds_GivesTheEndsOfTheRange()
    {
        double almostOne = Math.BitDecrement(1.0);
        Assert.All(Each, parameter => Assert.True(parameter.Allows(parameter.FromShare(0)) && parameter.Allows(parameter.FromShare(almostOne)), parameter.Name));
        Assert.Equal([2, 4096], new[] { Each[2].FromShare(0), Each[2].FromShare(almostOne) });
        Assert.Equal([-1, 12], new[] { Each[3].FromShare(0), Each[3].FromShare(almostOne) });
    }

    [Fact]
    public void FromShares_WhereAConditionDoesNotHold_HasNoValueThereNorWhereThatIsAskedFor()
    {
        SearchSpace space = new(
        [
            new ChoiceParameter("booster", ["\"gbdt\"", "\"dart\""]),
            new ChoiceParameter("drop", ["true", "false"]) { When = new SearchCondition("booster", ["\"dart\""]) },
            new RealParameter("drop_rate", 0, 1) { When = new SearchCondition("drop", ["true"]) },
        ]);
        Assert.Equal(new SearchPoint(0, double.NaN, double.NaN), space.FromShares([0.2, 0.2, 0.5]));
        Assert.Equal(new SearchPoint(1, 1, double.NaN), space.FromShares([0.7, 0.7, 0.5]));
        Assert.Equal(new SearchPoint(1, 0, 0.5), space.FromShares([0.7, 0.2, 0.5]));
    }

    [Fact]
    public void Space_WithSeveralFaults_TellsThemAll()
    {
        string message = Assert.Throws<ServerlessTrainingException>(() => new SearchSpace(
        [
            new RealParameter("rate", 0, 1, Log: true),
            new WholeParameter("leaves", 9, 3),
            new ChoiceParameter("booster", ["true", "true"]),
            new RealParameter("rate", 0, 1) { When = new SearchCondition("later", ["true"]) },
        ])).Message;
        Assert.Equal(
            "The space cannot be searched: rate reaches down to 0; a logarithmic scale needs a range above zero; leaves reaches from 9 to 3; the smaller number comes first; "
            + "booster has true more than once; rate depends on later, which is not a parameter with choices that comes before it; rate stands in it twice.",
            message);
    }

    [Theory]
    [InlineData(0, "it has no parameters; at least one is needed")]
    [InlineData(1001, "it has 1001 parameters; at most 1000 can be searched")]
    public void Space_OfNoneOrTooMany_IsRefused(int count, string reason)
    {
        string message = Assert.Throws<ServerlessTrainingException>(() => new SearchSpace(Enumerable.Range(0, count).Select(i => new WholeParameter($"p{i}", 0, 1)))).Message;
        Assert.Equal($"The space cannot be searched: {reason}.", message);
    }

    [Fact]
    public void Check_OfAPointOutsideTheSpace_TellsWhere()
    {
        SearchSpace space = new(Each);
        string message = Assert.Throws<ServerlessTrainingException>(() => space.Check(new SearchPoint(2, 0, 2.5, 0, double.NaN))).Message;
        Assert.Equal("The point does not lie in the space: rate is 2; allowed is 0.001 to 1; leaves is 2.5; allowed is a whole number from 2 to 4096.", message);
        Assert.Contains("booster has no value", Assert.Throws<ServerlessTrainingException>(() => space.Check(new SearchPoint(1, 0, 2, 0, double.NaN))).Message, StringComparison.Ordinal);
    }
}
