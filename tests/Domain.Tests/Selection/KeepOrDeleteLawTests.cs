using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Domain.Selection;
using static ServerlessTraining.Domain.Tests.Selection.SelectionCases;

namespace ServerlessTraining.Domain.Tests.Selection;

/// <summary>What holds for any runs in any order.</summary>
public sealed class KeepOrDeleteLawTests
{
    [Fact]
    public void Decide_AnyRunAgain_ChangesNothing() => Property.Holds(random =>
    {
        SelectionOptions options = RandomOptions(random);
        RegimeBoard board = Empty();
        List<RunCandidates> decided = [];
        foreach (RunCandidates run in random.Next(2) == 0 ? RandomRuns(random, 10) : RandomRunsOfFewModels(random, 10))
        {
            board = Decide(board, run, options).Board;
            decided.Add(run);

            Assert.All(decided, earlier => Assert.Same(board, Decide(board, earlier, options).Board));
        }
    });

    [Fact]
    public void Decide_SameRunTwice_HasTheSameOutcomes() => Property.Holds(random =>
    {
        SelectionOptions options = RandomOptions(random);
        RunCandidates[] runs = RandomRuns(random, 8);
        RegimeBoard board = BoardOf(options, runs[..^1]);

        Decision first = Decide(board, runs[^1], options);
        Decision second = Decide(first.Board, runs[^1], options);

        Assert.Equal(first.Outcomes.Select(o => (o.Regime, o.Kind, o.Rank)), second.Outcomes.Select(o => (o.Regime, o.Kind, o.Rank)));
        Assert.Equal(first.LogLine, second.LogLine);
    });

    [Fact]
    public void Decide_AnyRuns_LeavesRankedBoardsOfScoresThatCount() => Property.Holds(random =>
    {
        SelectionOptions options = RandomOptions(random);
        RegimeBoard board = BoardOf(options, RandomRuns(random, 12));

        Assert.All(AllRegimes, regime =>
        {
            IReadOnlyList<Incumbent> holders = board.Holders(regime);
            Assert.InRange(holders.Count, 0, options.KeepTopNPerRegime);
            Assert.All(holders, i => Assert.True(i.Candidate.Score.Value > 0 && i.Candidate.Trades >= options.MinTrades));
            Assert.Equal(holders.OrderByDescending(i => i.Candidate.Score.Value), holders);
        });
    });

    /// <summary>With one place and no margin the rule is a plain maximum, which anybody can compute.</summary>
    [Fact]
    public void Decide_OnePlaceAndNoMargin_LeavesTheFirstOfTheBest() => Property.Holds(random =>
    {
        SelectionOptions options = new() { MinImprovementThreshold = 0, AbsoluteMargin = 0 };
        RunCandidates[] runs = RandomRuns(random, 12);

        RegimeBoard board = BoardOf(options, runs);

        Assert.All(AllRegimes, regime =>
        {
            var best = runs
                .SelectMany(run => run.Candidates.Where(c => c.Regime == regime && c.Trades >= 30 && c.Score.Value > 0), (run, c) => (run.Run.RunId, Score: c.Score.Value))
                .OrderByDescending(c => c.Score)
                .ThenBy(c => c.RunId, StringComparer.Ordinal)
                .Take(1);
            Assert.Equal(best, board.Holders(regime).Select(i => (i.Run.RunId, Score: i.Candidate.Score.Value)));
        });
    });

    [Fact]
    public void Decide_AnyRuns_EveryModelIsOnTheBoardOrHasOneTombstone() => Property.Holds(random =>
    {
        SelectionOptions options = RandomOptions(random);
        RunCandidates[] runs = RandomRuns(random, 12);
        RegimeBoard board = Empty();
        List<Tombstone> tombstones = [];
        foreach (RunCandidates run in runs)
        {
            Decision decision = Decide(board, run, options);
            board = decision.Board;
            tombstones.AddRange(decision.Tombstones);
        }

        IEnumerable<string> held = board.Incumbents.Select(i => i.Run.ModelId).Distinct();
        Assert.Equal(runs.Select(r => r.Run.ModelId).Order(), held.Concat(tombstones.Select(t => t.Run.ModelId)).Order());
    });

    [Fact]
    public void Decide_AnyRuns_TombstonesTellEveryRegimeThatWasContested() => Property.Holds(random =>
    {
        SelectionOptions options = RandomOptions(random);
        RunCandidates[] runs = RandomRuns(random, 12);
        RegimeBoard board = Empty();
        foreach (RunCandidates run in runs)
        {
            Decision decision = Decide(board, run, options);
            board = decision.Board;

            Assert.All(decision.Tombstones, tombstone => Assert.Equal(
                runs.Single(r => r.Run == tombstone.Run).Candidates.Select(c => c.Regime).Distinct().Order(), tombstone.Defeats.Select(d => d.Regime).Order()));
        }
    });

    [Fact]
    public void Decide_CandidatesInAnyOrder_IsTheSameDecision() => Property.Holds(random =>
    {
        SelectionOptions options = RandomOptions(random);
        RunCandidates[] runs = RandomRuns(random, 6);
        RunCandidates last = runs[^1] with { Candidates = [.. runs[^1].Candidates, Result(RegimeLabels.Unclassified, 1)] };
        RegimeBoard board = BoardOf(options, runs[..^1]);

        Decision shuffled = Decide(board, last with { Candidates = Shuffled(random, last.Candidates) }, options);

        Assert.Equal(Text(Decide(board, last, options)), Text(shuffled));
    });

    [Fact]
    public void Decide_AnyRun_ChangesTheVersionByOneOrNotAtAll() => Property.Holds(random =>
    {
        SelectionOptions options = RandomOptions(random);
        RegimeBoard board = Empty();
        foreach (RunCandidates run in RandomRuns(random, 10))
        {
            RegimeBoard after = Decide(board, run, options).Board;
            bool changed = Text(after) != Text(board) || after.Incumbents.Any(i => after.DefeatsOf(i.Run.ModelId).Count != board.DefeatsOf(i.Run.ModelId).Count);

            Assert.Equal(board.Version + (changed ? 1 : 0), after.Version);
            board = after;
        }
    });
}
