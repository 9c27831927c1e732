using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using static ServerlessTraining.Domain.Tests.Selection.SelectionCases;

namespace ServerlessTraining.Domain.Tests.Selection;

public sealed class RegimeBoardTests
{
    private static readonly ScoreBasis Later = new("data2", "rules1");

    [Fact]
    public void WithRescored_AllIncumbents_CanBeDecidedOnAgain()
    {
        RegimeBoard board = BoardOf(Run("r1", Result(Bull, 1)), Run("r2", Result(Calm, 2)));

        RegimeBoard rescored = board.WithRescored([.. board.Incumbents.Select(i => i with { Basis = Later, Candidate = Result(i.Candidate.Regime, 0.1) })], Options);
        Decision decision = Decide(rescored, Run("r3", Result(Bull, 0.5)) with { Basis = Later });

        Assert.Equal(board.Version + 1, rescored.Version);
        Assert.Equal("bull_trending: r1 direct 0.1 | calm_ranging: r2 direct 0.1", Text(rescored));
        Assert.Equal("bull_trending: r3 direct 0.5 | calm_ranging: r2 direct 0.1", Text(decision.Board));
    }

    [Fact]
    public void WithRescored_OtherOrderOfScores_RanksAgain()
    {
        SelectionOptions options = new() { KeepTopNPerRegime = 3 };
        RegimeBoard board = BoardOf(options, Run("r1", Result(Bull, 3)), Run("r2", Result(Bull, 2)), Run("r3", Result(Bull, 1)));
        Candidate[] scores = [Result(Bull, 9, 2), Result(Bull, -1), Result(Bull, 0.5)];

        RegimeBoard rescored = board.WithRescored([.. board.Incumbents.Zip(scores, (i, score) => i with { Basis = Later, Candidate = score })], options);

        Assert.Equal("bull_trending: r3 direct 0.5, r2 direct -1, r1 direct 9", Text(rescored));
    }

    [Fact]
    public void WithRescored_KeepsWhatModelsHaveLost()
    {
        RegimeBoard board = BoardOf(Run("r1", Result(Bull, 1), Result(Calm, -1)));

        RegimeBoard rescored = board.WithRescored([.. board.Incumbents], Options);

        Assert.Equal(Calm, Assert.Single(rescored.DefeatsOf("model-r1")).Regime);
    }

    [Fact]
    public void WithRescored_ScoresOfOthers_AreRefusedAllAtOnce()
    {
        RegimeBoard board = BoardOf(Run("r1", Result(Bull, 1)));
        Incumbent holder = board.Incumbents.Single();
        Incumbent otherStrategy = holder with { Candidate = Result(Bull, 1, 100, "recursive") };
        Incumbent otherRun = holder with { Run = ModelOf("r2", "r2") };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => board.WithRescored([otherStrategy, holder, holder, otherRun], Options));

        Assert.Equal(
            "The incumbents of BTCUSDT_30m cannot take these scores: run r1 with recursive holds no place in bull_trending; run r1 comes twice for bull_trending; "
            + "run r2 with direct holds no place in bull_trending. Score exactly the run and strategy that hold a place.",
            error.Message);
    }

    [Fact]
    public void RegimesOf_AModel_AreInTheBoardsOrder() =>
        Assert.Equal([Bull, Calm], BoardOf(Run("r1", Result(Calm, 1), Result(Bull, 1)), Run("r2", Result(Bear, 1))).RegimesOf("model-r1"));

    [Fact]
    public void RegimeBoard_BadContent_IsReportedAllAtOnce()
    {
        Incumbent holder = BoardOf(Run("r1", Result(Bull, 1))).Incumbents.Single();
        Dictionary<string, IReadOnlyList<Incumbent>> places = new()
        {
            [Calm] = [holder],
            ["gone"] = [holder with { Candidate = Result("gone", 1) }],
            [Bull] = [holder, holder],
        };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => new RegimeBoard("BTCUSDT_30m", 1, [Bull, Calm, Bull, RegimeLabels.Unclassified, ""], places));

        Assert.Equal(
            "The regimes of BTCUSDT_30m cannot be used: 'unclassified' cannot be held; a regime has no name; 'bull_trending' comes 2 times; "
            + "'bull_trending' is held 2 times by model model-r1; 'calm_ranging' is held by run r1 with a result of 'bull_trending'; "
            + "'gone' has incumbents but is not among bull_trending, calm_ranging, bull_trending, unclassified, .",
            error.Message);
    }
}
