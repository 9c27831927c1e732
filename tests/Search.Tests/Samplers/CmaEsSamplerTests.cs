using ServerlessTraining.Search.Samplers;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Trials;
using ServerlessTraining.Testing;

namespace ServerlessTraining.Search.Tests.Samplers;

public sealed class CmaEsSamplerTests
{
    [Theory]
    [InlineData("sphere5", 400, 1e-4)]
    [InlineData("rosenbrock4", 1000, 0.05)]
    public void Propose_OnASmoothFunction_Converges(string name, int trials, double regret) =>
        Assert.InRange(Searching.MedianRegret(() => new CmaEsSampler(), SearchFunction.Named(name), trials, 3), 0, regret);

    [Fact]
    public void Propose_AfterGivenTrials_RefinesAboutTheBest()
    {
        SearchFunction function = SearchFunction.Named("hartmann6");
        SearchSpace space = Searching.SpaceOf(function);
        double Loss(SearchPoint point) => function.Of(point.Values);
        List<Trial> given = Searching.Run(new TpeSampler(), space, 60, 1, Loss);
        double before = given.Min(trial => trial.Losses[0]) - function.Optimum;
        List<Trial> refined = Searching.RunFrom(given, new CmaEsSampler(new CmaEsOptions { Given = given.Count }), space, 50, 2, Loss);
        double after = refined.Min(trial => trial.Losses[0]) - function.Optimum;
        Assert.InRange(after, 0, before / 2);
        SearchPoint best = given.MinBy(trial => trial.Losses[0])!.Point;
        Assert.All(refined.Skip(given.Count).Take(9), trial => Assert.True(trial.Point.Values.ToArray().Zip(best.Values.ToArray(), (x, y) => Math.Abs(x - y)).Average() < 0.3));
    }

    [Fact]
    public void Propose_InASpaceOfAllKinds_FindsTheGoodSettings()
    {
        List<Trial> finished = Searching.Run(new CmaEsSampler(), Searching.Mixed, 240, 4, Searching.MixedLoss);
        SearchPoint best = finished.MinBy(trial => trial.Losses[0])!.Point;
        Assert.Equal(1, best[3]);
        Assert.InRange(best[1], 24, 43);
        Assert.InRange(best[2], 5, 7);
    }
}
