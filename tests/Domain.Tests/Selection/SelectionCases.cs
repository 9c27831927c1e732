using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Selection;

namespace ServerlessTraining.Domain.Tests.Selection;

/// <summary>Runs and boards for the laws of keep-or-delete.</summary>
internal static class SelectionCases
{
    public const string Bull = "bull_trending";
    public const string Bear = "bear_trending";
    public const string Volatile = "volatile_ranging";
    public const string Calm = "calm_ranging";

    public static readonly string[] AllRegimes = [Bull, Bear, Volatile, Calm];
    public static readonly SelectionMarket Btc = new(Symbol.Parse("BTCUSDT"), Timeframe.M30);
    public static readonly SelectionMarket Eth = new(Symbol.Parse("ETHUSDT"), Timeframe.M30);
    public static readonly ScoreBasis Basis = new("data1", "rules1");
    public static readonly SelectionOptions Options = new();

    public static RegimeBoard Empty(string key = "BTCUSDT_30m") => new(key, 0, AllRegimes);

    public static RunCandidates Run(string id, params Candidate[] candidates) => new(ModelOf(id, id), Basis, candidates);

    public static ModelRun ModelOf(string runId, string model, SelectionMarket? market = null) =>
        new(runId, $"model-{model}", market ?? Btc, RandomMarket.Start, new ModelRecipe($"{{\"run\":\"{runId}\"}}", "data1", "plan1", "code1", 7, $"hash-{runId}"));

    public static Candidate Result(string regime, double score, int trades = 100, string strategy = "direct") =>
        new(strategy, regime, MetricValue.Of(score), trades, MetricValue.Undefined("not asked"));

    public static Candidate Undefined(string regime, string reason, int trades = 100) =>
        new("direct", regime, MetricValue.Undefined(reason), trades, MetricValue.Undefined("not asked"));

    public static Decision Decide(RegimeBoard board, RunCandidates run, SelectionOptions? options = null) =>
        KeepOrDelete.Decide(board, run, options ?? Options);

    public static RegimeBoard BoardOf(SelectionOptions options, params RunCandidates[] runs) =>
        runs.Aggregate(Empty(), (board, run) => Decide(board, run, options).Board);

    public static RegimeBoard BoardOf(params RunCandidates[] runs) => BoardOf(Options, runs);

    /// <summary>`regime: run score, run score | regime: ...` of the places that are held.</summary>
    public static string Text(RegimeBoard board) => string.Join(" | ", board.Regimes
        .Where(regime => board.Holders(regime).Count > 0)
        .Select(regime => $"{regime}: {string.Join(", ", board.Holders(regime).Select(i => $"{i.Run.RunId} {i.Candidate.Strategy} {i.Candidate.Score}"))}"));

    /// <summary>Everything of a decision but the board, for comparisons.</summary>
    public static string Text(Decision decision) => string.Join(
        "; ", [decision.RunId, decision.LogLine, .. decision.Outcomes.Select(o => o.Text), .. decision.Tombstones.Select(t => $"{t.DeletedBy} deletes: {t.Reason}")]);

    /// <summary>Runs with a result in about two thirds of the regimes, on a coarse grid of scores so that ties and near ties are
    /// common.</summary>
    public static RunCandidates[] RandomRuns(SeededRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Run($"r{i:00}", RandomCandidates(random)))];

    /// <summary>The same where several runs share a model.</summary>
    public static RunCandidates[] RandomRunsOfFewModels(SeededRandom random, int count) =>
        [.. RandomRuns(random, count).Select(run => run with { Run = ModelOf(run.Run.RunId, $"{random.Next(4)}") })];

    public static SelectionOptions RandomOptions(SeededRandom random) => new()
    {
        KeepTopNPerRegime = 1 + random.Next(3),
        MinImprovementThreshold = random.Next(3) * 0.1,
        AbsoluteMargin = random.Next(3) * 0.05,
    };

    public static T[] Shuffled<T>(SeededRandom random, IEnumerable<T> items)
    {
        T[] shuffled = [.. items];
        for (int i = shuffled.Length - 1; i > 0; i--)
        {
            int other = random.Next(i + 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled;
    }

    private static Candidate[] RandomCandidates(SeededRandom random) =>
    [
        .. from regime in AllRegimes
           from strategy in (string[])["direct", "recursive"]
           where random.Next(3) > 0
           let trades = random.Next(5) == 0 ? 10 : 100
           let result = random.Next(8) == 0 ? Undefined(regime, "no trade", trades) : Result(regime, (random.Next(60) - 20) / 20.0, trades)
           select result with { Strategy = strategy },
    ];
}
