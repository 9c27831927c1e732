using ServerlessTraining.Domain;
using ServerlessTraining.Search.Importance;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Tests.Importance;

public sealed class ParameterImportanceTests
{
    private static readonly SearchSpace Three = new([new RealParameter("a", -1, 1), new RealParameter("b", -1, 1), new RealParameter("c", -1, 1)]);

    [Fact]
    public void Of_ASumOfUnequalParts_OrdersThem()
    {
        IReadOnlyList<ParameterShare> shares = Importance(Three, 80, point => (10 * point[0]) + (3 * point[1]));
        Assert.Equal(["a", "b", "c"], shares.Select(share => share.Name));
        // The true shares are 100 and 9 of 109.
        Assert.InRange(shares[0].Share, 0.82, 0.97);
        Assert.InRange(shares[1].Share, 0.03, 0.13);
        Assert.InRange(shares[2].Share, 0, 0.05);
    }

    [Fact]
    public void Of_AProduct_FindsBothThoughNeitherHasAnEffectOfItsOwn()
    {
        Dictionary<string, double> shares = Importance(Three, 300, point => point[0] * point[1]).ToDictionary(share => share.Name, share => share.Share);
        Assert.InRange(shares["a"], 0.35, 0.6);
        Assert.InRange(shares["b"], 0.35, 0.6);
        Assert.InRange(shares["c"], 0, 0.1);
    }

    [Fact]
    public void Of_AnySpace_SharesSumToOneAndNameEachParameterOnce()
    {
        SearchSpace space = new(
        [
            new ChoiceParameter("kind", ["1", "2", "3", "4"]),
            new RealParameter("drop", 0, 1) { When = new SearchCondition("kind", ["1", "2"]) },
            new WholeParameter("depth", 1, 8),
            new RealParameter("fixed", 2, 2),
        ]);
        IReadOnlyList<ParameterShare> shares = Importance(space, 60, point => point[0] + point[2]);
        Assert.Equal(1, shares.Sum(share => share.Share), 12);
        Assert.Equal(["depth", "drop", "fixed", "kind"], shares.Select(share => share.Name).Order(StringComparer.Ordinal));
        Assert.Equal(0, shares.Single(share => share.Name == "fixed").Share, 12);
        Assert.True(shares.Single(share => share.Name == "drop").Share < 0.1);
    }

    [Fact]
    public void Of_AChoiceWithoutOrder_FindsIt()
    {
        SearchSpace space = new([new ChoiceParameter("kind", ["1", "2", "3", "4", "5"]), new RealParameter("a", 0, 1)]);
        double[] losses = [3, 0, 3, 0, 3];
        IReadOnlyList<ParameterShare> shares = Importance(space, 60, point => losses[(int)point[0]] + (0.3 * point[1]));
        Assert.Equal("kind", shares[0].Name);
        Assert.True(shares[0].Share > 0.9);
    }

    [Fact]
    public void Of_AParameterThatMattersWhereItIsChosen_FindsItBesideItsCondition()
    {
        SearchSpace space = new(
        [
            new ChoiceParameter("dart", ["true", "false"]),
            new RealParameter("drop", 0, 1) { When = new SearchCondition("dart", ["true"]) },
            new RealParameter("c", 0, 1),
        ]);
        Dictionary<string, double> shares = Importance(space, 150, point => point[0] == 0 ? 4 * point[1] : 0).ToDictionary(share => share.Name, share => share.Share);
        // Over the whole space dart makes a variance of 1, drop 1/3 of its own and together they make 1/3: 7/10 and 3/10.
        Assert.InRange(shares["dart"], 0.6, 0.8);
        Assert.InRange(shares["drop"], 0.2, 0.4);
    }

    [Fact]
    public void Of_FewPointsOrEqualLosses_SaysNothing()
    {
        Assert.Empty(Importance(Three, ParameterImportance.LeastPoints - 1, point => point[0]));
        Assert.Equal(3, Importance(Three, ParameterImportance.LeastPoints, point => point[0]).Count);
        Assert.Empty(Importance(Three, 50, _ => 0.1));
        Trial again = Trials(Three, 1, _ => 1)[0];
        Assert.Empty(ParameterImportance.Of(Three, [.. Enumerable.Range(0, 50).Select(i => again with { Number = i, Losses = [i] })], 1));
    }

    [Fact]
    public void Of_TrialsThatFailedOrWerePruned_CountsThemNot()
    {
        Trial[] trials = Trials(Three, 60, point => point[0]);
        Trial[] others = [.. Trials(Three, 60, point => 100 * point[1]).Select(trial => trial with { State = trial.Number % 2 == 0 ? TrialState.Pruned : TrialState.Failed })];
        Trial[] infinite = [.. Trials(Three, 5, _ => double.PositiveInfinity)];
        Assert.Equal(ParameterImportance.Of(Three, trials, 1), ParameterImportance.Of(Three, [.. trials, .. others, .. infinite], 1));
    }

    [Fact]
    public void Of_AFewTrialsThatWentAstray_StillTellsOfTheRest()
    {
        SeededRandom random = new(9);
        Trial[] trials = Trials(Three, 80, point => point[0]);
        Trial[] astray = [.. trials.Select(trial => trial.Number % 20 == 7 ? trial with { Losses = [1e9 * (1 + random.NextDouble())] } : trial)];
        IReadOnlyList<ParameterShare> shares = ParameterImportance.Of(Three, astray, 1);
        Assert.Equal("a", shares[0].Name);
        Assert.True(shares[0].Share > 0.5, $"{shares[0].Share}");
    }

    [Fact]
    public void Of_TheSameSeed_IsTheSame()
    {
        Trial[] trials = Trials(Three, 40, point => point[0] + (point[1] * point[2]));
        Assert.Equal(ParameterImportance.Of(Three, trials, 5), ParameterImportance.Of(Three, [.. trials.Reverse()], 5));
        Assert.NotEqual(ParameterImportance.Of(Three, trials, 5), ParameterImportance.Of(Three, trials, 6));
    }

    [Fact]
    public void TreeVariance_OfAKnownTree_GivesTheExactParts()
    {
        // 1 where a and b are both in their upper halves: own effects 1/16 each, together 1/16; Shapley's parts are 3/32.
        double[] effects = new double[3];
        TreeVariance.Add([new TreeLeaf(0, [0, 0, 0], [0.5, 1, 1]), new TreeLeaf(0, [0.5, 0, 0], [1, 0.5, 1]), new TreeLeaf(1, [0.5, 0.5, 0], [1, 1, 1])], effects);
        Assert.Equal(3.0 / 32, effects[0], 12);
        Assert.Equal(3.0 / 32, effects[1], 12);
        Assert.Equal(0, effects[2], 12);
    }

    private static IReadOnlyList<ParameterShare> Importance(SearchSpace space, int count, Func<SearchPoint, double> loss) =>
        ParameterImportance.Of(space, Trials(space, count, loss), 1);

    private static Trial[] Trials(SearchSpace space, int count, Func<SearchPoint, double> loss)
    {
        SeededRandom random = new(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            SearchPoint point = space.FromShares([.. space.Parameters.Select(_ => random.NextDouble())]);
            return new Trial(i, point, TrialState.Complete, [loss(point)], []);
        })];
    }
}
