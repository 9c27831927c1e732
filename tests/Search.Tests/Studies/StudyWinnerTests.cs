using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Studies;

namespace ServerlessTraining.Search.Tests.Studies;

public sealed class StudyWinnerTests
{
    private static readonly SearchSpace Space = new([new WholeParameter("depth", 1, 3)]);
    private static readonly StudyOptions Options = new() { Seed = 11, Trials = new PhaseTrials(3, 1, 1, 4) };

    [Fact]
    public void Winner_AgainstALuckySeed_HasTheLeastMeanAndSpread()
    {
        // Depth 1 is the best with the seed of the search only; 2 has the better mean than 3, but more spread.
        StudyWinner winner = Won([[0.1, 0.9, 0.9, 0.9], [0.2, 0.2, 0.6, 0.6], [0.45, 0.46, 0.44, 0.45]]);
        Assert.Equal(new SearchPoint(3), winner.Point);
        Assert.Equal(0.45, winner.MeanLoss, 12);
        Assert.Equal(Math.Sqrt(0.0002 / 3), winner.Spread, 12);
        Assert.Equal([3, 2, 1], winner.Finalists.Select(finalist => finalist.Point[0]));
        Assert.Equal(0.1, winner.Finalists[2].SearchLoss);
    }

    [Fact]
    public void MedianSeed_OfAnEvenNumber_IsTheLowerOfTheTwoInTheMiddle()
    {
        StudyWinner winner = Won([[0.1, 0.4, 0.2, 0.3], [9, 9, 9, 9], [9, 9, 9, 9]]);
        Assert.Equal(0.2, winner.Seeds.Single(seed => seed.Seed == winner.MedianSeed).Loss);
        Assert.Equal([0.1, 0.4, 0.2, 0.3], winner.Seeds.Select(seed => seed.Loss));
    }

    [Fact]
    public void Winner_OfFinalistsWithFailedSeeds_IsNotTheOneWithoutSpreadForWantOfSeeds()
    {
        StudyWinner winner = Won([[0.1, double.NaN, double.NaN, double.NaN], [0.2, 0.3, double.NaN, 0.25], [0.9, 0.9, 0.9, 0.9]]);
        Assert.Equal(new SearchPoint(2), winner.Point);
        Assert.Equal([1, 0, 3], winner.Finalists.Select(finalist => finalist.Failed));
    }

    [Fact]
    public void Winner_WhereTheLastPhaseMeasuredNothing_IsTheBestOfThePhasesBefore()
    {
        List<StudyTrial> study = StudyRun.Whole(Space, Options, proposal => proposal.Phase == StudyPhase.Stability ? double.NaN : proposal.Point[0]);
        StudyWinner winner = FourPhases.Winner(Space, Options, study)!;
        Assert.Equal((new SearchPoint(1), 1, 0, 11UL), (winner.Point, winner.MeanLoss, winner.Spread, winner.MedianSeed));
        Assert.Equal([new SeedLoss(11, 1)], winner.Seeds);
    }

    [Fact]
    public void Winner_WithOneSeed_HasNoSpread()
    {
        StudyOptions options = Options with { Trials = new PhaseTrials(3, 1, 1, 1) };
        List<StudyTrial> study = StudyRun.Whole(Space, options, proposal => proposal.Point[0]);
        Assert.Equal((6, 0), (study.Count, FourPhases.Winner(Space, options, study)!.Spread));
    }

    [Fact]
    public void Winner_BeforeAnything_IsNull() => Assert.Null(FourPhases.Winner(Space, Options, []));

    /// <param name="losses">Of each depth, for each seed, the one of the search first; NaN for failed.</param>
    private static StudyWinner Won(double[][] losses)
    {
        List<ulong> seeds = [];
        List<StudyTrial> study = StudyRun.Whole(Space, Options, proposal =>
        {
            if (!seeds.Contains(proposal.Seed)) seeds.Add(proposal.Seed);
            return losses[(int)proposal.Point[0] - 1][seeds.IndexOf(proposal.Seed)];
        });
        return FourPhases.Winner(Space, Options, study)!;
    }
}
