using ServerlessTraining.Domain;
using ServerlessTraining.Search.Samplers;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Search.Tests.Samplers;

public sealed class TpeSamplerTests
{
    private static readonly SearchSpace Line = new([new RealParameter("x", 0, 1)]);

    [Theory]
    [InlineData("hartmann6", 0.3)]
    [InlineData("rosenbrock4", 0.15)]
    public void Propose_ForAHundredTrials_LeavesAPartOfTheRegretOfRandomSearch(string name, double part)
    {
        SearchFunction function = SearchFunction.Named(name);
        double random = Searching.MedianRegret(() => new RandomSampler(), function, 100, 7);
        Assert.InRange(Searching.MedianRegret(() => new TpeSampler(), function, 100, 7), 0, part * random);
    }

    [Fact]
    [Trait("Category", "slow")]
    public void Propose_OnKnownFunctions_IsNoWorseThanTheReferenceOnSixOfEightAndBetterOnThree()
    {
        IReadOnlyDictionary<string, ReferenceRegret>? references = ReferenceRegret.Load();
        Assert.SkipWhen(references is null, "The reference values lie beside the checkout in ../shared/data, which is not here.");
        (ReferenceRegret Reference, double[] Regrets)[] compared =
            [.. SearchFunction.All.Select(function => (references![function.Name], Searching.MedianRegrets(() => new TpeSampler(), function, [100, 200], 30)))];
        Assert.InRange(compared.Count(pair => pair.Reference.IsMet(pair.Regrets[0], pair.Regrets[1])), 6, 8);
        Assert.InRange(compared.Count(pair => pair.Reference.IsBeaten(pair.Regrets[0], pair.Regrets[1])), 3, 8);
    }

    [Fact]
    public void Propose_InASpaceOfAllKinds_FindsTheGoodSettings()
    {
        List<Trial> finished = Searching.Run(new TpeSampler(), Searching.Mixed, 120, 4, Searching.MixedLoss);
        SearchPoint best = finished.MinBy(trial => trial.Losses[0])!.Point;
        Assert.Equal(1, best[3]);
        Assert.InRange(best[0], 0.005, 0.02);
        Assert.InRange(best[1], 24, 43);
        Assert.InRange(best[2], 5, 7);
        Assert.InRange(best[4], 0.03, 0.2);
        Assert.InRange(best[5], 0.5, 1.5);
    }

    [Fact]
    public void Propose_OnceAChoiceIsSeenToBeGood_MostlyTakesIt()
    {
        List<Trial> finished = Searching.Run(new TpeSampler(), Searching.Mixed, 100, 9, Searching.MixedLoss);
        Assert.InRange(finished.Skip(70).Count(trial => trial.Point[3] == 1), 20, 30);
    }

    [Fact]
    public void Propose_WithPendingPoints_KeepsAwayFromThem()
    {
        SearchSpace space = Searching.SpaceOf(SearchFunction.Named("sphere5"));
        List<Trial> finished = Searching.Run(new TpeSampler(), space, 40, 2, point => SearchFunction.Named("sphere5").Of(point.Values));
        Assert.True(Told(true) > 1.3 * Told(false), $"{Told(true)} {Told(false)}");

        // The mean distance of a proposal to the nearest other one of its generation.
        double Told(bool told)
        {
            List<double> nearest = [];
            for (ulong generation = 0; generation < 10; generation++)
            {
                List<SearchPoint> points = [];
                for (ulong i = 0; i < 8; i++) points.Add(new TpeSampler().Propose(space, finished, told ? points : [], (100 * generation) + i));
                nearest.AddRange(points.Select(point => points.Where(other => !ReferenceEquals(other, point)).Min(other => Distance(point, other))));
            }

            return nearest.Average();
        }
    }

    [Fact]
    public void Propose_WhereTrialsFail_StaysOut()
    {
        // The loss falls up to the border of what works, so half of the steps about the best would cross it.
        List<Trial> finished = [];
        for (int i = 0; i < 60; i++)
        {
            SearchPoint point = new TpeSampler().Propose(Line, finished, [], (ulong)i);
            finished.Add(point[0] > 0.6 ? new Trial(i, point, TrialState.Failed, [], []) : Searching.Measured(i, point, -point[0]));
        }

        Assert.InRange(finished.Skip(30).Count(trial => trial.State == TrialState.Failed), 0, 15);
        Assert.InRange(finished.Where(trial => trial.State == TrialState.Complete).Max(trial => trial.Point[0]), 0.58, 0.6);
    }

    [Fact]
    public void Propose_WherePrunedTrialsHadLowLosses_TrustsTheCompleteOnes()
    {
        // Pruned at the first, easy fold: those on the right look better than any that was measured to the end.
        Trial[] finished = [.. Enumerable.Range(0, 40).Select(i => (X: (i + 0.5) / 40, Number: i)).Select(at => at.X < 0.5
            ? Searching.Measured(at.Number, new SearchPoint(at.X), 1 + Math.Abs(at.X - 0.2))
            : new Trial(at.Number, new SearchPoint(at.X), TrialState.Pruned, [0.5], []))];
        Assert.InRange(Proposals(finished).Count(x => x < 0.5), 32, 40);
    }

    [Fact]
    public void Propose_WhereNearlyAllWerePruned_FollowsTheLossesThatTheyHad()
    {
        Trial[] finished = [.. Enumerable.Range(0, 40).Select(i => new Trial(
            i, new SearchPoint((i + 0.5) / 40), i == 39 ? TrialState.Complete : TrialState.Pruned, [Math.Abs(((i + 0.5) / 40) - 0.2)], []))];
        Assert.InRange(Proposals(finished).Count(x => Math.Abs(x - 0.2) < 0.25), 25, 40);
    }

    [Fact]
    public void Propose_ForTwoObjectives_SpreadsOverTheFrontBetweenTheirMinima()
    {
        SearchSpace space = new([new RealParameter("x", 0, 1), new RealParameter("y", 0, 1)]);
        List<Trial> finished = [];
        for (int i = 0; i < 80; i++)
        {
            SearchPoint point = new TpeSampler().Propose(space, finished, [], (ulong)i);
            double off = Math.Pow(point[1] - 0.5, 2);
            finished.Add(Searching.Measured(i, point, Math.Pow(point[0] - 0.2, 2) + off, Math.Pow(point[0] - 0.8, 2) + off));
        }

        // A front that goes through all of 0.2 to 0.8 where y is 0.5.
        double[] near = [.. finished.Skip(20).Where(trial => trial.Point[0] is > 0.15 and < 0.85 && Math.Abs(trial.Point[1] - 0.5) < 0.15).Select(trial => trial.Point[0]).Order()];
        Assert.InRange(near.Length, 40, 60);
        Assert.InRange(near.Zip(near.Skip(1), (one, next) => next - one).Max(), 0, 0.15);
        Assert.InRange(near[^1] - near[0], 0.5, 0.7);
    }

    [Fact]
    public void Propose_WithTrialsFromAnotherSpace_IsNotDrawnToThem()
    {
        Trial[] outside = [.. Enumerable.Range(0, 20).Select(i => Searching.Measured(i, new SearchPoint(1.5 + i), -100))];
        Trial[] without = [Searching.Measured(20, new SearchPoint(double.NaN), -100)];
        Trial[] inside = [.. Enumerable.Range(0, 20).Select(i => Searching.Measured(21 + i, new SearchPoint((i + 0.5) / 20), Math.Abs(((i + 0.5) / 20) - 0.2)))];
        double[] proposals = Proposals([.. outside, .. without, .. inside]);
        Assert.InRange(proposals.Count(x => Math.Abs(x - 0.2) < 0.25), 25, 40);
    }

    [Fact]
    public void Propose_OfAPointWithTooFewValues_SaysSo()
    {
        string message = Assert.Throws<ArgumentException>(() => new TpeSampler().Propose(Searching.Mixed, [Searching.Measured(0, new SearchPoint(1, 2), 1)], [], 1)).Message;
        Assert.StartsWith("A point has 2 values and the space 6 parameters.", message, StringComparison.Ordinal);
    }

    private static double[] Proposals(Trial[] finished) => [.. Enumerable.Range(0, 40).Select(seed => new TpeSampler().Propose(Line, finished, [], (ulong)seed)[0])];

    private static double Distance(SearchPoint one, SearchPoint other)
    {
        double sum = 0;
        for (int i = 0; i < one.Count; i++) sum += Math.Pow(one[i] - other[i], 2);
        return Math.Sqrt(sum);
    }
}
