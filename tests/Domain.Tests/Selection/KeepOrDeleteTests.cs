using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using static ServerlessTraining.Domain.Tests.Selection.SelectionCases;

namespace ServerlessTraining.Domain.Tests.Selection;

public sealed class KeepOrDeleteTests
{
    [Fact]
    public void Decide_EmptyBoardAndPositiveScores_KeepsTheModel()
    {
        Decision decision = Decide(Empty(), Run("r1", Result(Calm, 0.4), Result(Bull, 1.2)));

        Assert.Equal("bull_trending: r1 direct 1.2 | calm_ranging: r1 direct 0.4", Text(decision.Board));
        Assert.Equal("Model kept (improves: bull_trending, calm_ranging)", decision.LogLine);
        Assert.Equal(["bull_trending: kept at rank 1 with direct", "calm_ranging: kept at rank 1 with direct"], decision.Outcomes.Select(o => o.Text));
        Assert.Equal(1, decision.Board.Version);
        Assert.Empty(decision.Tombstones);
    }

    [Fact]
    public void Decide_ScoreThatIsNotPositive_LeavesThePlaceEmpty()
    {
        Decision decision = Decide(Empty(), Run("r1", Result(Bull, -0.2), Result(Bear, 0)));

        Assert.Equal("", Text(decision.Board));
        Assert.Equal(0, decision.Board.Version);
        Assert.Equal("Model deleted (no regime improvements)", decision.LogLine);
        Assert.Equal(
            [
                "bull_trending: refused, the place is empty, and a Sharpe of -0.200 is not positive",
                "bear_trending: refused, the place is empty, and a Sharpe of 0.000 is not positive",
            ],
            decision.Outcomes.Select(o => o.Text));
    }

    [Theory]
    [InlineData(29, RegimeOutcomeKind.TooFewTrades)]
    [InlineData(30, RegimeOutcomeKind.Kept)]
    public void Decide_TradesAtTheBoundary_CountFromMinTrades(int trades, RegimeOutcomeKind kind) =>
        Assert.Equal(kind, Assert.Single(Decide(Empty(), Run("r1", Result(Bull, 3, trades))).Outcomes).Kind);

    [Fact]
    public void Decide_TooFewTradesOrUndefined_SaysWhatIsMissing()
    {
        Decision decision = Decide(Empty(), Run("r1", Result(Bull, 3, 12), Undefined(Bear, "no trade in this regime")));

        Assert.Equal(
            [
                "bull_trending: refused, 12 trades, 18 fewer than the 30 of min_trades",
                "bear_trending: refused, the Sharpe is undefined: no trade in this regime",
            ],
            decision.Outcomes.Select(o => o.Text));
        Assert.Equal([RegimeOutcomeKind.TooFewTrades, RegimeOutcomeKind.UndefinedScore], decision.Outcomes.Select(o => o.Kind));
    }

    /// <summary>The larger of 1 % of the magnitude and 0.05; a negative incumbent cannot come from a contest, but from being scored
    /// again.</summary>
    [Theory]
    [InlineData(0.30, 0.35, true)]
    [InlineData(0.30, 0.349, false)]
    [InlineData(10.0, 10.1, true)]
    [InlineData(10.0, 10.09, false)]
    [InlineData(-2.0, -1.95, true)]
    [InlineData(-2.0, -1.96, false)]
    [InlineData(-10.0, -9.9, true)]
    [InlineData(-10.0, -9.92, false)]
    [InlineData(-10.0, -10.0, false)]
    [InlineData(0.0, 0.05, true)]
    [InlineData(1.0, 1.0, false)]
    [InlineData(1.0, 0.2, false)]
    public void Decide_Challenger_ReplacesFromTheMarginOn(double incumbent, double challenger, bool replaces)
    {
        RegimeBoard board = Rescored(BoardOf(Run("r1", Result(Bull, 1))), Result(Bull, incumbent));

        Decision decision = Decide(board, Run("r2", Result(Bull, challenger)));

        Assert.Equal(replaces ? "r2" : "r1", Assert.Single(decision.Board.Holders(Bull)).Run.RunId);
    }

    [Fact]
    public void Decide_TieWithoutAnyMargin_KeepsTheIncumbent()
    {
        SelectionOptions options = new() { MinImprovementThreshold = 0, AbsoluteMargin = 0 };

        Decision decision = Decide(BoardOf(options, Run("r1", Result(Bull, 1))), Run("r2", Result(Bull, 1)), options);

        Assert.Equal("bull_trending: r1 direct 1", Text(decision.Board));
        Assert.Equal("bull_trending: refused, a Sharpe of 1.000 equals the 1.000 of run r1 (direct), 0.000 above it is needed", decision.Outcomes[0].Text);
    }

    [Fact]
    public void Decide_BetterButNotByTheMargin_SaysByHowMuchAndWhatIsNeeded()
    {
        Decision decision = Decide(BoardOf(Run("r1", Result(Bull, 1))), Run("r2", Result(Bull, 1.03)));

        RegimeOutcome outcome = Assert.Single(decision.Outcomes);
        Assert.Equal(RegimeOutcomeKind.BelowIncumbent, outcome.Kind);
        Assert.Equal("bull_trending: refused, a Sharpe of 1.030 is only 0.030 above the 1.000 of run r1 (direct), 0.050 above it is needed", outcome.Text);
        Assert.Equal(0.05, outcome.Needed);
        Assert.Equal(-0.03, outcome.Defeat!.Margin!.Value, 1e-12);
        Assert.Equal(new Victor("r1", "model-r1", "direct", MetricValue.Of(1)), outcome.Defeat.By);
    }

    [Fact]
    public void Decide_Worse_SaysByHowMuch() => Assert.Equal(
        "bull_trending: refused, a Sharpe of 0.750 is 0.250 below the 1.000 of run r1 (direct), 0.050 above it is needed",
        Decide(BoardOf(Run("r1", Result(Bull, 1))), Run("r2", Result(Bull, 0.75))).Outcomes[0].Text);

    [Fact]
    public void Decide_SeveralStrategies_TheBestThatCountsCompetes()
    {
        Decision decision = Decide(Empty(), Run(
            "r1",
            Result(Bull, 9, 3, "few trades"),
            Result(Bull, 0.8, 100, "worse"),
            Result(Bull, 1.1, 100, "z equal"),
            Result(Bull, 1.1, 100, "a equal")));

        Assert.Equal("bull_trending: r1 a equal 1.1", Text(decision.Board));
    }

    [Fact]
    public void Decide_ModelHoldsSeveralRegimes_WithDifferentStrategies()
    {
        Decision decision = Decide(Empty(), Run("r1", Result(Bull, 1, 100, "direct"), Result(Calm, 1, 100, "recursive")));

        Assert.Equal("bull_trending: r1 direct 1 | calm_ranging: r1 recursive 1", Text(decision.Board));
    }

    [Fact]
    public void Decide_LosesOneRegimeOfTwo_StaysWithoutTombstone()
    {
        Decision decision = Decide(BoardOf(Run("r1", Result(Bull, 1), Result(Calm, 1))), Run("r2", Result(Bull, 2)));

        Assert.Equal("bull_trending: r2 direct 2 | calm_ranging: r1 direct 1", Text(decision.Board));
        Assert.Empty(decision.Tombstones);
    }

    [Fact]
    public void Decide_Unclassified_IsNeverHeld()
    {
        Decision decision = Decide(Empty(), Run("r1", Result(RegimeLabels.Unclassified, 5)));

        RegimeOutcome outcome = Assert.Single(decision.Outcomes);
        Assert.Equal(RegimeOutcomeKind.NotContested, outcome.Kind);
        Assert.Equal("unclassified: not contested, nothing is chosen for bars that match no rule", outcome.Text);
        Assert.Equal("Model deleted (no regime improvements)", decision.LogLine);
    }

    [Fact]
    public void Decide_PlacesForSeveral_RanksThemAndContestsTheLast()
    {
        SelectionOptions options = new() { KeepTopNPerRegime = 2 };
        RegimeBoard board = BoardOf(options, Run("r1", Result(Bull, 1)), Run("r2", Result(Bull, 0.5)));

        Decision decision = Decide(board, Run("r3", Result(Bull, 0.9)), options);

        Assert.Equal("bull_trending: r1 direct 1, r3 direct 0.9", Text(decision.Board));
        Assert.Equal("bull_trending: kept at rank 2 with direct", decision.Outcomes[0].Text);
        Assert.Equal("model-r2", Assert.Single(decision.Tombstones).Run.ModelId);
    }

    [Fact]
    public void Decide_FreePlace_TakesAPositiveScoreBelowTheFirst()
    {
        SelectionOptions options = new() { KeepTopNPerRegime = 3 };

        RegimeBoard board = BoardOf(options, Run("r1", Result(Bull, 1)), Run("r2", Result(Bull, 1)), Run("r3", Result(Bull, 1.01)), Run("r4", Result(Bull, 1.04)));

        Assert.Equal("bull_trending: r3 direct 1.01, r1 direct 1, r2 direct 1", Text(board));
    }

    [Fact]
    public void Decide_ModelWithAPlace_DefendsThatOneThoughOthersAreFree()
    {
        SelectionOptions options = new() { KeepTopNPerRegime = 3 };
        RegimeBoard board = BoardOf(options, Run("r1", Result(Bull, 1)), Run("r2", Result(Bull, 0.5)));
        ModelRun sameModel = ModelOf("r3", "r1");

        Decision refused = Decide(board, new RunCandidates(sameModel, Basis, [Result(Bull, 0.9)]), options);
        Decision kept = Decide(board, new RunCandidates(sameModel, Basis, [Result(Bull, 1.2)]), options);

        Assert.Equal("bull_trending: r1 direct 1, r2 direct 0.5", Text(refused.Board));
        Assert.Equal("bull_trending: r3 direct 1.2, r2 direct 0.5", Text(kept.Board));
        Assert.Empty(kept.Tombstones);
        Assert.Empty(refused.Tombstones);
    }

    [Fact]
    public void Decide_FewerPlacesThanBefore_GivesUpTheLastOnes()
    {
        RegimeBoard board = BoardOf(new SelectionOptions { KeepTopNPerRegime = 3 }, Run("r1", Result(Bull, 1)), Run("r2", Result(Bull, 0.5)), Run("r3", Result(Bull, 0.7)));

        Decision decision = Decide(board, Run("r4", Result(Calm, 1)));

        Assert.Equal("bull_trending: r1 direct 1 | calm_ranging: r4 direct 1", Text(decision.Board));
        Assert.Equal(
            [
                "Model model-r3 holds no regime: bull_trending: it ranked behind the 1 of keep_top_n_per_regime",
                "Model model-r2 holds no regime: bull_trending: it ranked behind the 1 of keep_top_n_per_regime",
            ],
            decision.Tombstones.Select(t => t.Reason));
        Assert.Equal(0.3, decision.Tombstones[0].Defeats[0].Margin!.Value, 1e-12);
    }

    [Fact]
    public void Decide_IncumbentWithoutAComparableScore_CountsAsAnEmptyPlace()
    {
        RegimeBoard undefined = Rescored(BoardOf(Run("r1", Result(Bull, 1))), Undefined(Bull, "no trade since"));
        RegimeBoard fewTrades = Rescored(BoardOf(Run("r1", Result(Bull, 1))), Result(Bull, 6, 2));

        Assert.Equal("bull_trending: r2 direct 0.1", Text(Decide(undefined, Run("r2", Result(Bull, 0.1))).Board));
        Assert.Equal("bull_trending: r1 direct null (no trade since)", Text(Decide(undefined, Run("r2", Result(Bull, -0.1))).Board));
        Assert.Equal(
            "Model model-r1 holds no regime: bull_trending: run r2 (direct) took the place, because its own score could not be compared: 2 trades, fewer than the 30 of min_trades",
            Assert.Single(Decide(fewTrades, Run("r2", Result(Bull, 0.1))).Tombstones).Reason);
    }

    [Fact]
    public void Decide_DeletionSwitchedOff_LeavesTheModels()
    {
        SelectionOptions options = new() { DeleteNonBestModels = false };

        Decision decision = Decide(BoardOf(Run("r1", Result(Bull, 1))), Run("r2", Result(Bull, 0.5)), options);

        Assert.Empty(decision.Tombstones);
        Assert.Equal("Model kept (no regime improvements, but delete_non_best_models is off)", decision.LogLine);
    }

    [Fact]
    public void Decide_GlobalScope_LetsMarketsCompeteOnOneBoard()
    {
        SelectionOptions options = new() { Scope = SelectionScope.Global };
        RunCandidates btc = Run("r1", Result(Bull, 1));
        RunCandidates eth = new(ModelOf("r2", "r2", Eth), new ScoreBasis("data of ETH", "rules1"), [Result(Bull, 2)]);

        RegimeBoard board = Decide(Decide(Empty("global"), btc, options).Board, eth, options).Board;

        Assert.Equal("bull_trending: r2 direct 2", Text(board));
    }

    [Theory]
    [InlineData("data2", "rules1")]
    [InlineData("data1", "rules2")]
    public void Decide_ScoresOfAnotherBasis_AreNotCompared(string data, string rules)
    {
        RunCandidates challenger = Run("r2", Result(Calm, 2)) with { Basis = new ScoreBasis(data, rules) };

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Decide(BoardOf(Run("r1", Result(Bull, 1))), challenger));

        Assert.Equal(
            $"Run r2 was scored on data {data} and rules {rules}, but incumbents of BTCUSDT_30m were scored on others: run r1 in bull_trending on data data1 and rules rules1. "
            + "Scores of different bars or regime rules cannot be compared: score these incumbents again on the challenger's, then decide.",
            error.Message);
    }

    [Fact]
    public void Decide_BadRun_ReportsAllAtOnce()
    {
        RunCandidates challenger = new(
            ModelOf("r1", "r1", Eth), Basis, [Result("sideways", 1), Result(Bull, 1, -1), Result(Calm, 1), Result(Calm, 2), Result(Bear, 1, 100, " ")]);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => Decide(Empty(), challenger));

        Assert.Equal(
            "Run r1 cannot be decided: it belongs on the board ETHUSDT_30m, not on BTCUSDT_30m; "
            + "'sideways' is not a regime of the board, allowed are bull_trending, bear_trending, volatile_ranging, calm_ranging; "
            + "direct in bull_trending has -1 trades, allowed is 0 or more; a result in bear_trending names no strategy; direct in calm_ranging comes 2 times.",
            error.Message);
    }

    [Fact]
    public void ChangeRegimes_RegimeTakenAway_GivesItsPlacesUp()
    {
        RegimeBoard board = BoardOf(Run("r1", Result(Bull, 1), Result(Calm, 1)), Run("r2", Result(Bear, 1)));

        (RegimeBoard changed, IReadOnlyList<Tombstone> tombstones) = KeepOrDelete.ChangeRegimes(board, [Calm, "crash", Bull], Options);

        Assert.Equal([Calm, "crash", Bull], changed.Regimes);
        Assert.Equal("calm_ranging: r1 direct 1 | bull_trending: r1 direct 1", Text(changed));
        Tombstone tombstone = Assert.Single(tombstones);
        Assert.Null(tombstone.DeletedBy);
        Assert.Equal("Model model-r2 holds no regime: bear_trending: the regime was taken out of the rules", tombstone.Reason);
    }

    [Fact]
    public void ChangeRegimes_RegimeAdded_CanBeContested()
    {
        RegimeBoard board = BoardOf(Run("r1", Result(Bull, 1)));

        (RegimeBoard changed, IReadOnlyList<Tombstone> tombstones) = KeepOrDelete.ChangeRegimes(board, [.. AllRegimes, "crash"], Options);

        Assert.Empty(tombstones);
        Assert.Equal(board.Version + 1, changed.Version);
        Assert.Equal("bull_trending: r1 direct 1 | crash: r2 direct 1", Text(Decide(changed, Run("r2", Result("crash", 1))).Board));
    }

    [Fact]
    public void ChangeRegimes_SameRegimes_IsTheSameBoard()
    {
        RegimeBoard board = BoardOf(Run("r1", Result(Bull, 1)));

        Assert.Same(board, KeepOrDelete.ChangeRegimes(board, AllRegimes, Options).Board);
    }

    private static RegimeBoard Rescored(RegimeBoard board, Candidate candidate) =>
        board.WithRescored([Assert.Single(board.Incumbents) with { Candidate = candidate }], Options);
}
