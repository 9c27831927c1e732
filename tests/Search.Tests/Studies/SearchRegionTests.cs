using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Tests.Studies;

public sealed class SearchRegionTests
{
    [Fact]
    public void Of_AFunctionOfOneParameter_NarrowsThatOneAndLeavesTheOtherWide()
    {
        SearchSpace space = new([new RealParameter("a", 0, 1), new RealParameter("b", 0, 1)]);
        SearchSpace region = SearchRegion.Of(space, Tried(space, 100, point => Math.Abs(point[0] - 0.3))).Space;
        RealParameter a = Assert.IsType<RealParameter>(region.Parameters[0]);
        Assert.InRange(a.Low, 0.01, 0.2);
        Assert.InRange(a.High, 0.4, 0.6);
        Assert.Equal(space.Parameters[1], region.Parameters[1]);
    }

    [Theory]
    [InlineData(0.4, 0.6, 0.35, 0.65)]
    [InlineData(0.7, 1.0, 0.625, 1.0)]
    [InlineData(0.5, 0.5, 0.45, 0.55)]
    [InlineData(0.2, 0.8, 0.0, 1.0)]
    public void Of_ARange_ReachesAQuarterFurtherThanTheBestButStaysWholeWhereTheyReachFar(double least, double most, double low, double high)
    {
        SearchSpace space = new([new RealParameter("a", 0, 1), new WholeParameter("number", 0, 100)]);
        double Value(int i) => i < 7 ? least + ((most - least) * i / 6) : (i - 7) / 13.0;
        SearchRegion region = SearchRegion.Of(space, [.. Enumerable.Range(0, 21).Select(i => Complete(i, new SearchPoint(Value(i), i), i))]);
        RealParameter a = Assert.IsType<RealParameter>(region.Space.Parameters[0]);
        Assert.Equal(low, a.Low, 12);
        Assert.Equal(high, a.High, 12);
    }

    [Fact]
    public void Of_AnyTrials_ContainsTheBestThirdAndNotAll()
    {
        StudyOptions options = new() { Seed = 8, Trials = new PhaseTrials(60, 1, 1, 1), Phases = 1 };
        Trial[] trials = [.. StudyRun.Whole(StudyRun.Mixed, options, proposal => StudyRun.MixedLoss(proposal.Point)).Select(trial => trial.ToTrial())];
        SearchRegion region = SearchRegion.Of(StudyRun.Mixed, trials);
        Assert.All(trials.OrderBy(trial => trial.Loss).Take(20), trial => Assert.NotNull(region.FromWhole(trial.Point)));
        Assert.Contains(trials, trial => region.FromWhole(trial.Point) is null);
    }

    [Fact]
    public void Of_AChoiceThatNoneOfTheBestHas_LeavesItOutAndWhatHangsOnIt()
    {
        SearchRegion region = SearchRegion.Of(StudyRun.Mixed, Tried(StudyRun.Mixed, 60, point => point[0] == 1 ? 10 : point[0]));
        Assert.Equal(["\"gbdt\""], Assert.IsType<ChoiceParameter>(region.Space.Parameters[0]).Choices);
        Assert.Equal(-1, region.Space.IndexOf("drop_rate"));
        Assert.Null(region.FromWhole(new SearchPoint(1, 0.1, 31, 0.1, 0)));
    }

    [Fact]
    public void Of_AChoiceThatWasHardlyTried_KeepsIt()
    {
        SearchSpace space = new([new ChoiceParameter("kind", ["1", "2", "3"]), new WholeParameter("number", 0, 100)]);
        IReadOnlyList<string> Left(int bad)
        {
            Trial[] trials = [.. Enumerable.Range(0, 24).Select(i => Complete(i, new SearchPoint(i < 24 - bad ? 0 : 2, i), i))];
            return Assert.IsType<ChoiceParameter>(SearchRegion.Of(space, trials).Space.Parameters[0]).Choices;
        }

        Assert.Equal(["1", "2", "3"], Left(5));
        Assert.Equal(["1", "2"], Left(6));
    }

    [Fact]
    public void Of_WholeNumbersThatAllOfTheBestShare_GoesOneFurther()
    {
        SearchSpace space = new([new WholeParameter("depth", 1, 100), new RealParameter("other", 0, 1)]);
        SearchSpace region = SearchRegion.Of(space, [.. Enumerable.Range(0, 20).Select(i => Complete(i, new SearchPoint(i < 7 ? 2 : 5 * i, i / 20.0), i))]).Space;
        Assert.Equal((1, 7), region.Parameters[0] is WholeParameter depth ? (depth.Low, depth.High) : default);
        SearchSpace few = new([new WholeParameter("depth", 1, 12), new RealParameter("other", 0, 1)]);
        region = SearchRegion.Of(few, [.. Enumerable.Range(0, 20).Select(i => Complete(i, new SearchPoint(i < 7 ? 6 : 1 + (i % 12), i / 20.0), i))]).Space;
        Assert.Equal((5, 7), region.Parameters[0] is WholeParameter narrow ? (narrow.Low, narrow.High) : default);
    }

    [Fact]
    public void Of_NothingMeasured_IsTheWholeSpace()
    {
        Trial[] failed = [.. Tried(StudyRun.Mixed, 10, _ => 0).Select(trial => trial with { State = TrialState.Failed, Losses = [] })];
        Assert.Equal(StudyRun.Mixed.Parameters, SearchRegion.Of(StudyRun.Mixed, failed).Space.Parameters);
    }

    [Fact]
    public void Points_OfTheRegion_AreTheSameAfterTheWholeSpaceAndBack()
    {
        SearchRegion region = SearchRegion.Of(StudyRun.Mixed, Tried(StudyRun.Mixed, 60, point => point[0] == 0 ? 10 : StudyRun.MixedLoss(point)));
        SeededRandom random = new(3);
        for (int i = 0; i < 200; i++)
        {
            SearchPoint point = region.Space.FromShares([.. region.Space.Parameters.Select(_ => random.NextDouble())]);
            SearchPoint whole = region.ToWhole(point);
            StudyRun.Mixed.Check(whole);
            Assert.Equal(point, region.FromWhole(whole));
            Assert.NotEqual(0, whole[0]);
        }
    }

    private static List<Trial> Tried(SearchSpace space, int count, Func<SearchPoint, double> loss)
    {
        SeededRandom random = new(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            SearchPoint point = space.FromShares([.. space.Parameters.Select(_ => random.NextDouble())]);
            return Complete(i, point, loss(point));
        })];
    }

    private static Trial Complete(int number, SearchPoint point, double loss) => new(number, point, TrialState.Complete, [loss], [[loss]]);
}
