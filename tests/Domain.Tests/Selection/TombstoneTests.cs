using ServerlessTraining.Domain.Selection;
using static ServerlessTraining.Domain.Tests.Selection.SelectionCases;

namespace ServerlessTraining.Domain.Tests.Selection;

public sealed class TombstoneTests
{
    [Fact]
    public void Tombstone_OfARefusedRun_TellsEveryRegimeAndKeepsTheRecipe()
    {
        RunCandidates run = Run("r2", Result(Bull, 0.9), Result(Bear, -1), Result(Calm, 1, 5));

        Decision decision = Decide(BoardOf(Run("r1", Result(Bull, 1))), run);

        Tombstone tombstone = Assert.Single(decision.Tombstones);
        Assert.Same(run.Run.Recipe, tombstone.Run.Recipe);
        Assert.Equal("r2", tombstone.DeletedBy);
        Assert.Equal(
            "Model model-r2 holds no regime: bull_trending: a Sharpe of 0.900 is 0.100 below the 1.000 of run r1 (direct), 0.050 above it is needed; "
            + "bear_trending: the place is empty, and a Sharpe of -1.000 is not positive; calm_ranging: 5 trades, 25 fewer than the 30 of min_trades",
            tombstone.Reason);
    }

    [Fact]
    public void Tombstone_OfAnIncumbent_TellsAllItEverContested()
    {
        RegimeBoard board = BoardOf(Run("r1", Result(Bull, 1), Result(Calm, 1), Result(Bear, -1)), Run("r2", Result(Bull, 1.5)));

        Decision decision = Decide(board, Run("r3", Result(Calm, 2)));

        Tombstone tombstone = Assert.Single(decision.Tombstones);
        Assert.Equal(("r1", "r3"), (tombstone.Run.RunId, tombstone.DeletedBy));
        Assert.Equal([(Bear, null), (Bull, "r2"), (Calm, "r3")], tombstone.Defeats.Select(d => (d.Regime, d.By?.RunId)));
        Assert.Equal([null, 0.5, 1.0], tombstone.Defeats.Select(d => d.Margin));
        Assert.Equal(
            "Model model-r1 holds no regime: bear_trending: the place is empty, and a Sharpe of -1.000 is not positive; "
            + "bull_trending: run r2 (direct) has a Sharpe of 1.500, 0.500 above its 1.000; calm_ranging: run r3 (direct) has a Sharpe of 2.000, 1.000 above its 1.000",
            tombstone.Reason);
    }

    [Fact]
    public void Tombstone_OfARunWithoutResults_SaysSo() =>
        Assert.Equal("Model model-r1 holds no regime: run r1 has no result in any", Assert.Single(Decide(Empty(), Run("r1")).Tombstones).Reason);

    [Fact]
    public void Tombstone_ModelOfTwoRuns_ComesOnlyWhenNeitherHolds()
    {
        RegimeBoard board = Decide(BoardOf(Run("r1", Result(Bull, 1))), new RunCandidates(ModelOf("r2", "r1"), Basis, [Result(Calm, 1)])).Board;

        Decision first = Decide(board, Run("r3", Result(Bull, 2)));
        Decision second = Decide(first.Board, Run("r4", Result(Calm, 2)));

        Assert.Empty(first.Tombstones);
        Assert.Equal([("r1", Bull), ("r2", Calm)], Assert.Single(second.Tombstones).Defeats.Select(d => (d.RunId, d.Regime)));
    }

    /// <summary>A second delivery usually changes nothing and so records nothing; here it comes with a smaller number of places.</summary>
    [Fact]
    public void Tombstone_OfARunThatWasDecidedTwice_TellsEachRegimeOnce()
    {
        RunCandidates run = Run("r1", Result(Bull, 2), Result(Calm, -1));
        RegimeBoard board = BoardOf(new SelectionOptions { KeepTopNPerRegime = 2 }, run, Run("r2", Result(Bull, 1)));

        RegimeBoard again = Decide(board, run).Board;

        Assert.Equal("bull_trending: r1 direct 2", Text(again));
        Assert.Equal([Calm, Bull], Assert.Single(Decide(again, Run("r3", Result(Bull, 3))).Tombstones).Defeats.Select(d => d.Regime));
    }
}
