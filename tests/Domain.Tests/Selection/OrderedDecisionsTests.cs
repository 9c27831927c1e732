using ServerlessTraining.Domain.Selection;
using static ServerlessTraining.Domain.Tests.Selection.SelectionCases;

namespace ServerlessTraining.Domain.Tests.Selection;

public sealed class OrderedDecisionsTests
{
    [Fact]
    public void TryDecideNext_AnyOrderOfCompletion_GivesTheSameEnd() => Property.Holds(random =>
    {
        SelectionOptions options = RandomOptions(random);
        RunCandidates?[] results = [.. RandomRuns(random, 10).Select((run, i) => random.Next(4) == 0 ? null : InAMarket(run, i))];
        RegimeBoard[] boards = [Empty(), Empty("ETHUSDT_30m")];

        string inOrder = Outcome(new OrderedDecisions(boards, options, results.Length), results, Enumerable.Range(0, results.Length));
        string shuffled = Outcome(new OrderedDecisions(boards, options, results.Length), results, Shuffled(random, Enumerable.Range(0, results.Length)));

        Assert.Equal(inOrder, shuffled);
    });

    /// <summary>The law above would hold for a sequencer that ignores what it is given.</summary>
    [Fact]
    public void TryDecideNext_InOrder_DecidesAsOneByOne() => Property.Holds(random =>
    {
        RunCandidates[] runs = RandomRuns(random, 8);
        OrderedDecisions decisions = new([Empty()], Options, runs.Length);
        foreach (int i in Shuffled(random, Enumerable.Range(0, runs.Length))) decisions.Accept(i, runs[i]);

        List<Decision> made = Drain(decisions);

        Assert.Equal(runs.Select(r => r.Run.RunId), made.Select(d => d.RunId));
        Assert.Equal(Text(BoardOf(runs)), Text(Assert.Single(decisions.Boards)));
    });

    [Fact]
    public void TryDecideNext_EarlierOneMissing_Waits()
    {
        OrderedDecisions decisions = new([Empty()], Options, 3);
        decisions.Accept(2, Run("r2", Result(Bull, 3)));
        decisions.Accept(1, null);

        Assert.False(decisions.TryDecideNext(out _));
        Assert.Equal((0, 2), (decisions.Next, decisions.Waiting));

        decisions.Accept(0, Run("r0", Result(Bull, 1)));

        Assert.Equal(["r0", "r2"], Drain(decisions).Select(d => d.RunId));
        Assert.True(decisions.IsComplete);
        Assert.Equal(0, decisions.Waiting);
    }

    [Fact]
    public void Accept_SameConfigurationTwice_TakesTheFirst()
    {
        OrderedDecisions decisions = new([Empty()], Options, 2);
        decisions.Accept(1, Run("r1", Result(Calm, 1)));
        decisions.Accept(1, Run("again", Result(Calm, 9)));
        decisions.Accept(0, Run("r0", Result(Bull, 1)));
        Drain(decisions);
        decisions.Accept(0, Run("late", Result(Bull, 9)));

        Assert.False(decisions.TryDecideNext(out _));
        Assert.Equal(0, decisions.Waiting);
        Assert.Equal("bull_trending: r0 direct 1 | calm_ranging: r1 direct 1", Text(Assert.Single(decisions.Boards)));
    }

    [Fact]
    public void TryDecideNext_ScoresOfAnotherBasis_GoesOnAfterTheBoardWasScoredAgain()
    {
        ScoreBasis later = new("data2", "rules1");
        OrderedDecisions decisions = new([BoardOf(Run("old", Result(Bull, 1)))], Options, 1);
        decisions.Accept(0, Run("r0", Result(Bull, 2)) with { Basis = later });

        Assert.Throws<ServerlessTrainingException>(() => decisions.TryDecideNext(out _));
        Assert.Equal((0, 1), (decisions.Next, decisions.Waiting));

        RegimeBoard board = decisions.Boards.Single();
        decisions.Replace(board.WithRescored([.. board.Incumbents.Select(i => i with { Basis = later })], Options));

        Assert.Equal("old", Assert.Single(Assert.Single(Drain(decisions)).Tombstones).Run.RunId);
    }

    [Fact]
    public void OrderedDecisions_Resumed_GoesOnWhereItWas()
    {
        OrderedDecisions decisions = new([Empty()], Options, 3, next: 2);
        decisions.Accept(0, Run("r0", Result(Bull, 9)));
        decisions.Accept(2, Run("r2", Result(Bull, 1)));

        Assert.Equal("r2", Assert.Single(Drain(decisions)).RunId);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void Accept_NoSuchConfiguration_IsRefused(int configuration)
    {
        OrderedDecisions decisions = new([Empty()], Options, 2);

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => decisions.Accept(configuration, null));

        Assert.Equal($"There is no configuration {configuration}: allowed is 0 to 1.", error.Message);
    }

    [Fact]
    public void TryDecideNext_NoBoardForTheMarket_SaysWhichThereAre()
    {
        OrderedDecisions decisions = new([Empty()], Options, 1);
        decisions.Accept(0, InAMarket(Run("r0", Result(Bull, 1)), 1));

        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => decisions.TryDecideNext(out _));

        Assert.Equal("Run r0 belongs on the board ETHUSDT_30m, which is not there. There are: BTCUSDT_30m.", error.Message);
    }

    private static RunCandidates InAMarket(RunCandidates run, int index) =>
        run with { Run = run.Run with { Market = index % 2 == 0 ? Btc : Eth } };

    private static string Outcome(OrderedDecisions decisions, RunCandidates?[] results, IEnumerable<int> order)
    {
        List<Decision> made = [];
        foreach (int i in order)
        {
            decisions.Accept(i, results[i]);
            made.AddRange(Drain(decisions));
        }

        Assert.True(decisions.IsComplete);
        return string.Join('\n', made.Select(Text).Concat(decisions.Boards.Select(board => $"{board.Key} {board.Version} {Text(board)}")));
    }

    private static List<Decision> Drain(OrderedDecisions decisions)
    {
        List<Decision> made = [];
        while (decisions.TryDecideNext(out Decision? decision)) made.Add(decision);
        return made;
    }
}
