using ServerlessTraining.Domain;
using ServerlessTraining.Search.Spaces;
using ServerlessTraining.Search.Studies;
using ServerlessTraining.Search.Trials;

namespace ServerlessTraining.Search.Tests.Studies;

public sealed class FourPhasesTests
{
    private static readonly StudyOptions Quick = new() { Seed = 42 };
    private static readonly Lazy<List<StudyTrial>> Study = new(() => StudyRun.Whole(StudyRun.Mixed, Quick, Noise));

    [Fact]
    public void Next_CalledTwice_ProposesTheSame()
    {
        List<StudyTrial> half = Study.Value[..28];
        Assert.Equal(FourPhases.Next(StudyRun.Mixed, Quick, half), FourPhases.Next(StudyRun.Mixed, Quick, half));
        Assert.NotEqual(FourPhases.Next(StudyRun.Mixed, Quick, half), FourPhases.Next(StudyRun.Mixed, Quick with { Seed = 43 }, half));
    }

    [Fact]
    public void Next_AfterACutAtAnyGeneration_GoesOnAsIfThereHadBeenNone()
    {
        foreach (int cut in Study.Value.Select(trial => trial.Proposal.Generation).Distinct())
        {
            List<StudyTrial> rest = [.. Study.Value.Where(trial => trial.Proposal.Generation <= cut)];
            IReadOnlyList<TrialProposal> next = FourPhases.Next(StudyRun.Mixed, Quick, rest);
            Assert.Equal(Study.Value.Where(trial => trial.Proposal.Generation == cut + 1).Select(trial => trial.Proposal), next);
        }
    }

    [Fact]
    public void Next_WhateverTheOrderOfArrival_ProposesTheSame()
    {
        SeededRandom random = new(5);
        foreach (int count in new[] { 8, 20, 60, 70, 78 })
        {
            StudyTrial[] shuffled = [.. Study.Value[..count].OrderBy(_ => random.NextUInt64())];
            Assert.Equal(FourPhases.Next(StudyRun.Mixed, Quick, Study.Value[..count]), FourPhases.Next(StudyRun.Mixed, Quick, shuffled));
        }
    }

    [Fact]
    public void Winner_WhateverTheOrderOfArrival_IsTheSame()
    {
        SeededRandom random = new(6);
        StudyWinner expected = FourPhases.Winner(StudyRun.Mixed, Quick, Study.Value)!;
        StudyWinner winner = FourPhases.Winner(StudyRun.Mixed, Quick, [.. Study.Value.OrderBy(_ => random.NextUInt64())])!;
        Assert.Equal((expected.Point, expected.MeanLoss, expected.Spread, expected.MedianSeed), (winner.Point, winner.MeanLoss, winner.Spread, winner.MedianSeed));
        Assert.Equal(expected.Seeds, winner.Seeds);
    }

    [Fact]
    public void Study_OfTheQuickKind_HasThePlannedTrialsInWholeGenerations()
    {
        Assert.Equal(
            [
                new(StudyPhase.Broad, 20, 20, 0, 0), new(StudyPhase.Focused, 40, 40, 0, 0),
                new(StudyPhase.Local, 10, 10, 0, 0), new PhaseProgress(StudyPhase.Stability, 15, 15, 0, 0),
            ],
            FourPhases.Progress(StudyRun.Mixed, Quick, Study.Value));
        Assert.Equal(Enumerable.Range(0, 85), Study.Value.Select(trial => trial.Proposal.Number));
        Assert.Equal([8, 8, 4, 8, 8, 8, 8, 8, 8, 2, 8, 7], Study.Value.GroupBy(trial => trial.Proposal.Generation).Select(trials => trials.Count()));
        Assert.All(Study.Value.GroupBy(trial => trial.Proposal.Generation), generation => Assert.Single(generation.Select(trial => trial.Proposal.Phase).Distinct()));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(2, 60)]
    [InlineData(3, 70)]
    public void Study_WithFewerPhases_EndsAfterThemAndHasAWinner(int phases, int trials)
    {
        StudyOptions options = Quick with { Phases = phases };
        List<StudyTrial> study = StudyRun.Whole(StudyRun.Mixed, options, Noise);
        Assert.Equal(Study.Value[..trials].Select(trial => trial.Proposal), study.Select(trial => trial.Proposal));
        StudyWinner winner = FourPhases.Winner(StudyRun.Mixed, options, study)!;
        StudyTrial best = study.MinBy(trial => trial.Losses[0])!;
        Assert.Equal((best.Proposal.Point, best.Losses[0], 0.0, 42UL), (winner.Point, winner.MeanLoss, winner.Spread, winner.MedianSeed));
    }

    [Fact]
    public void Study_WithPointsToBeTriedFirst_TriesThemFirstAndEachOnce()
    {
        SearchPoint first = new(0, double.NaN, 31, 0.1, 0);
        SearchPoint second = new(1, 0.1, 31, 0.1, 0);
        List<StudyTrial> study = StudyRun.Whole(StudyRun.Mixed, Quick with { First = [first, first, second], Phases = 1 }, Noise);
        Assert.Equal([first, second], study.Take(2).Select(trial => trial.Proposal.Point));
        Assert.Equal(20, study.Select(trial => trial.Proposal.Point).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(64)]
    public void Study_OfAnyGeneration_TriesNoPointTwiceBeforeTheLastPhase(int generation)
    {
        SearchSpace space = new([new WholeParameter("depth", 1, 9), new ChoiceParameter("kind", ["1", "2", "3"]), new WholeParameter("leaves", 2, 5)]);
        List<StudyTrial> study = StudyRun.Whole(space, Quick with { Generation = generation, Phases = 3 }, proposal => Math.Abs(proposal.Point[0] - 4) + proposal.Point[1]);
        Assert.Equal(study.Count, study.Select(trial => trial.Proposal.Point).Distinct().Count());
    }

    [Fact]
    public void Study_OnASpaceWithFewPoints_TriesThemAllAndEndsEarly()
    {
        SearchSpace space = new([new ChoiceParameter("drop", ["true", "false"]), new WholeParameter("depth", 1, 3) { When = new SearchCondition("drop", ["true"]) }]);
        List<StudyTrial> study = StudyRun.Whole(space, Quick, proposal => proposal.Point[0] == 0 ? proposal.Point[1] : 1.5);
        Assert.Equal(4, study.Where(trial => trial.Proposal.Phase < StudyPhase.Stability).Select(trial => trial.Proposal.Point).Distinct().Count());
        Assert.Equal(
            [new(StudyPhase.Broad, 20, 4, 0, 0), new(StudyPhase.Focused, 40, 0, 0, 0), new(StudyPhase.Local, 10, 0, 0, 0), new PhaseProgress(StudyPhase.Stability, 15, 15, 0, 0)],
            FourPhases.Progress(space, Quick, study));
        Assert.Equal(new SearchPoint(0, 1), FourPhases.Winner(space, Quick, study)!.Point);
    }

    [Fact]
    public void Study_OnASpaceWithOnePoint_TrainsItWithAllSeeds()
    {
        SearchSpace space = new([new RealParameter("rate", 0.1, 0.1)]);
        Assert.Equal(6, StudyRun.Whole(space, Quick, proposal => 1).Count);
    }

    [Fact]
    public void Study_OnConditions_ProposesPointsOfTheSpaceOnly()
    {
        Assert.All(Study.Value, trial => StudyRun.Mixed.Check(trial.Proposal.Point));
        Assert.Contains(Study.Value, trial => !trial.Proposal.Point.IsActive(1));
        Assert.Contains(Study.Value, trial => trial.Proposal.Point.IsActive(1));
    }

    [Fact]
    public void Focused_Proposals_LieInTheRegionThatTheBestOfTheFirstPhaseSpan()
    {
        SearchRegion region = FourPhases.Region(StudyRun.Mixed, Quick, Study.Value)!;
        StudyTrial[] best = [.. Study.Value.Where(trial => trial.Proposal.Phase == StudyPhase.Broad).OrderBy(trial => trial.Losses[0]).Take(7)];
        Assert.All(best, trial => Assert.NotNull(region.FromWhole(trial.Proposal.Point)));
        Assert.All(Study.Value.Where(trial => trial.Proposal.Phase == StudyPhase.Focused), trial => Assert.NotNull(region.FromWhole(trial.Proposal.Point)));
        Assert.Contains(Study.Value.Where(trial => trial.Proposal.Phase == StudyPhase.Broad), trial => region.FromWhole(trial.Proposal.Point) is null);
    }

    [Fact]
    public void Local_Proposals_LieNearerToTheBestThanFocusedOnes()
    {
        double[] nearer = [.. Enumerable.Range(0, 7).Select(seed =>
        {
            List<StudyTrial> study = StudyRun.Whole(StudyRun.Mixed, Quick with { Seed = (ulong)seed, Phases = 3 }, Noise);
            SearchPoint best = study.Where(trial => trial.Proposal.Phase < StudyPhase.Local).MinBy(trial => trial.Losses[0])!.Proposal.Point;
            return Distance(study, StudyPhase.Local, best) / Distance(study, StudyPhase.Focused, best);
        })];
        Assert.True(Median(nearer) < 0.8, $"{Median(nearer)}");
    }

    [Fact]
    public void Study_OfANoisyFunction_FindsBetterThanItsFirstPhase()
    {
        double[][] found = [.. Enumerable.Range(0, 9).Select(seed =>
        {
            StudyOptions options = Quick with { Seed = (ulong)seed };
            List<StudyTrial> study = StudyRun.Whole(StudyRun.Mixed, options, Noise);
            return Enumerable.Range(1, 4).Select(phases => StudyRun.MixedLoss(FourPhases.Winner(
                StudyRun.Mixed, options with { Phases = phases }, [.. study.Where(trial => (int)trial.Proposal.Phase <= phases)])!.Point)).ToArray();
        })];
        double first = Median([.. found.Select(one => one[0])]);
        double last = Median([.. found.Select(one => one[3])]);
        Assert.True(last < 0.5 * first, $"{string.Join(" ", Enumerable.Range(0, 4).Select(phase => Median([.. found.Select(one => one[phase])])))}");
    }

    [Fact]
    public void Study_WithHalfOfTheTrialsFailed_HasAllItsTrialsAndAWinner()
    {
        List<StudyTrial> study = StudyRun.Whole(StudyRun.Mixed, Quick, proposal => proposal.Number % 2 == 0 ? double.NaN : Noise(proposal));
        Assert.Equal(85, study.Count);
        StudyWinner winner = FourPhases.Winner(StudyRun.Mixed, Quick, study)!;
        Assert.Equal(7, winner.Finalists.Sum(finalist => finalist.Seeds.Count));
        Assert.Equal(8, winner.Finalists.Sum(finalist => finalist.Failed));
    }

    [Fact]
    public void Study_WithAllTrialsFailed_EndsWithoutFinalistsAndWinner()
    {
        List<StudyTrial> study = StudyRun.Whole(StudyRun.Mixed, Quick, _ => double.NaN);
        Assert.Equal(70, study.Select(trial => trial.Proposal.Point).Distinct().Count());
        Assert.Equal(70, study.Count);
        Assert.Null(FourPhases.Winner(StudyRun.Mixed, Quick, study));
    }

    [Fact]
    public void Study_WithInfiniteLosses_TakesThemAsNotMeasured()
    {
        List<StudyTrial> study = StudyRun.Whole(StudyRun.Mixed, Quick with { Phases = 1 }, proposal => proposal.Number == 3 ? double.NegativeInfinity : Noise(proposal));
        Assert.True(double.IsFinite(FourPhases.Winner(StudyRun.Mixed, Quick, study)!.MeanLoss));
    }

    [Fact]
    public void Stability_TrainsTheBestPointsWithTheSameSeedsOfWhichTheFirstIsTheOneBefore()
    {
        StudyOptions options = Quick with { Seed = (7UL << 31) + 9 };
        List<StudyTrial> study = StudyRun.Whole(StudyRun.Mixed, options, Noise);
        Assert.All(study.Where(trial => trial.Proposal.Phase < StudyPhase.Stability), trial => Assert.Equal(9UL, trial.Proposal.Seed));
        IGrouping<SearchPoint, StudyTrial>[] finalists = [.. study.Where(trial => trial.Proposal.Phase == StudyPhase.Stability).GroupBy(trial => trial.Proposal.Point)];
        IEnumerable<StudyTrial> best = study.Where(trial => trial.Proposal.Phase < StudyPhase.Stability).OrderBy(trial => trial.Losses[0]).Take(3);
        Assert.Equal(best.Select(trial => trial.Proposal.Point), finalists.Select(finalist => finalist.Key));
        ulong[] seeds = [.. finalists[0].Select(trial => trial.Proposal.Seed)];
        Assert.Equal((5, 9UL, true), (seeds.Distinct().Count(), seeds[0], seeds.All(seed => seed < 1UL << 31)));
        Assert.All(finalists, finalist => Assert.Equal(seeds, finalist.Select(trial => trial.Proposal.Seed)));
    }

    [Fact]
    public void Winner_OfPrunedTrials_IsOneThatWasMeasuredToTheEndHoweverBad()
    {
        StudyOptions options = Quick with { Phases = 1, Trials = Quick.Trials with { Broad = 8 } };
        StudyTrial[] study =
        [
            .. FourPhases.Next(StudyRun.Mixed, options, []).Select(proposal => proposal.Number == 5
                ? new StudyTrial(proposal, TrialState.Complete, [9], [[8], [9]])
                : new StudyTrial(proposal, TrialState.Pruned, [0.1], [[0.1]])),
        ];
        Assert.Equal(study[5].Proposal.Point, FourPhases.Winner(StudyRun.Mixed, options, study)!.Point);
    }

    [Fact]
    public void Ranking_OfPrunedTrials_HasThoseFirstThatCameFurther()
    {
        Trial[] trials =
        [
            new(0, new SearchPoint(0), TrialState.Pruned, [0.1], [[0.1]]),
            new(1, new SearchPoint(1), TrialState.Complete, [0.9], [[0.9], [0.9], [0.9]]),
            new(2, new SearchPoint(2), TrialState.Pruned, [0.5], [[0.4], [0.5]]),
            new(3, new SearchPoint(1), TrialState.Complete, [0.8], [[0.8], [0.8], [0.8]]),
            new(4, new SearchPoint(4), TrialState.Failed, [], []),
        ];
        Assert.Equal([3, 2, 0], TrialRanking.Best(trials).Select(trial => trial.Number));
    }

    [Fact]
    public void Next_WithATrialMissing_SaysWhich()
    {
        StudyTrial[] gap = [.. Study.Value.Take(8).Where(trial => trial.Proposal.Number != 3)];
        string message = Assert.Throws<ServerlessTrainingException>(() => FourPhases.Next(StudyRun.Mixed, Quick, gap)).Message;
        Assert.Equal("Trial 3 of the study is missing; its trials are numbered from 0 without gaps.", message);
        message = Assert.Throws<ServerlessTrainingException>(() => FourPhases.Next(StudyRun.Mixed, Quick, [.. Study.Value.Take(8), Study.Value[2]])).Message;
        Assert.Equal("Trial 2 of the study is there twice; its trials are numbered from 0 without gaps.", message);
    }

    [Fact]
    public void Options_WithSeveralFaults_TellThemAll()
    {
        StudyOptions options = new() { Seed = 1, Trials = new PhaseTrials(0, 40, 10, 0), Phases = 5, Generation = 0, Finalists = 0, First = [new SearchPoint(1)] };
        Assert.Equal(
            "The study cannot run: broad is 0; from 1 to 10000 trials is allowed; seeds is 0; from 1 to 100 seeds is allowed; phases is 5; from 1 to 4 phases is allowed; "
            + "generation is 0; from 1 to 1000 trials is allowed; finalists is 0; from 1 to 100 points is allowed; 1 points are to be tried first; the first phase has 0 trials.",
            Assert.Throws<ServerlessTrainingException>(options.Validate).Message);
    }

    private static double Noise(TrialProposal proposal) => StudyRun.Noisy(proposal, 0.02);

    private static double Distance(List<StudyTrial> study, StudyPhase phase, SearchPoint from) =>
        Median([.. study.Where(trial => trial.Proposal.Phase == phase).Select(trial =>
            Enumerable.Range(2, 2).Sum(i => Math.Abs(StudyRun.Mixed.Parameters[i].ToShare(trial.Proposal.Point[i]) - StudyRun.Mixed.Parameters[i].ToShare(from[i]))))]);

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
