using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Training;
using ServerlessTraining.Storage.Ledgers;
using ServerlessTraining.Storage.Presets;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The steps of a comparison. Each may be made twice.</summary>
public sealed partial class PresetComparisonActivities
{
    private const int MostFolds = 12;
    private readonly PresetComparisonStore store;
    private readonly PresetService presets;
    private readonly MarketData markets;
    private readonly PresetFolds folds;
    private readonly LedgerStore ledgers;
    private readonly BacktestOptions backtest;
    private readonly TimeProvider clock;
    private readonly ILogger<PresetComparisonActivities> logger;

    internal PresetComparisonActivities(
        PresetComparisonStore store, PresetService presets, MarketData markets, PresetFolds folds, LedgerStore ledgers, PipelineOptions options, TimeProvider clock,
        ILogger<PresetComparisonActivities> logger)
    {
        this.store = store;
        this.presets = presets;
        this.markets = markets;
        this.folds = folds;
        this.ledgers = ledgers;
        backtest = options.Rules.Backtest;
        this.clock = clock;
        this.logger = logger;
    }

    /// <summary>Writes the rows of the folds of both presets: the same tests for both, each trained by its own configuration.</summary>
    public async Task<ComparisonPlan> PlanAsync(ComparisonStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        try
        {
            return await PlanCoreAsync(step, cancellationToken);
        }
        catch (ServerlessTrainingException error)
        {
            return new ComparisonPlan(null, [], [], null, null, error.Message);
        }
    }

    public async Task<ComparisonJudged> JudgeAsync(ComparisonJudgement judgement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        try
        {
            return await JudgeCoreAsync(judgement, cancellationToken);
        }
        catch (ServerlessTrainingException error)
        {
            return new ComparisonJudged(false, error.Message);
        }
    }

    public async Task EndAsync(ComparisonEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);
        await store.ChangeAsync(end.Id, old => old.IsOver ? null : old with
        {
            Status = end.Failure is null ? PresetComparisonStatus.Completed : PresetComparisonStatus.Failed,
            Finished = clock.GetUtcNow(),
            Reason = end.Failure,
        }, cancellationToken);
        LogEnded(logger, end.Id, end.Failure ?? "completed");
    }

    private async Task<ComparisonPlan> PlanCoreAsync(ComparisonStep step, CancellationToken cancellationToken)
    {
        ComparisonSides sides = await SidesAsync(step.Id, cancellationToken);
        MarketBars market = await markets.ReadAsync(sides.A.Name.Symbol, sides.A.Name.Timeframe, cancellationToken);
        ComparisonWindow window = ComparisonWindows.Of(market.Bars, sides.A, sides.B, sides.Request.Days);
        IReadOnlyList<PresetFold> a = await RowsAsync(sides.A, sides, window, market, step.Round, cancellationToken);
        IReadOnlyList<PresetFold> b = await RowsAsync(sides.B, sides, window, market, step.Round, cancellationToken);
        await store.ChangeAsync(step.Id, old => old.IsOver ? null : old with { Status = PresetComparisonStatus.Training }, cancellationToken);
        LogPlanned(logger, step.Id, sides.A.Name.Text, sides.B.Name.Text, a.Count + b.Count, window.Data);
        return new ComparisonPlan(window, a, b, folds.SetOf(sides.A.Content.Model.Type, a), folds.SetOf(sides.B.Content.Model.Type, b), null);
    }

    private Task<IReadOnlyList<PresetFold>> RowsAsync(
        (PresetName Name, PresetContent Content) side, ComparisonSides sides, ComparisonWindow window, MarketBars market, int round, CancellationToken cancellationToken)
    {
        int mostFolds = Math.Min(MostFolds, FoldSet.MostFolds / sides.Horizons.Count);
        IReadOnlyList<FoldPlan> plans = LaterFolds.Plan(
            market.Bars, window.From, side.Content.Training.Days, sides.Horizons, side.Content.Training.EntryDelay, mostFolds);
        return folds.PlanAsync(side.Name, side.Content, market, plans, sides.Horizons, round == 1, cancellationToken);
    }

    private async Task<ComparisonJudged> JudgeCoreAsync(ComparisonJudgement judgement, CancellationToken cancellationToken)
    {
        if ((PresetFolds.FailureOf(judgement.AnswersA) ?? PresetFolds.FailureOf(judgement.AnswersB)) is { } failure) return new ComparisonJudged(false, failure);
        IReadOnlyDictionary<int, IReadOnlyList<FoldPredictions>>? a = await folds.ReadAsync(judgement.Plan.A, cancellationToken);
        IReadOnlyDictionary<int, IReadOnlyList<FoldPredictions>>? b = await folds.ReadAsync(judgement.Plan.B, cancellationToken);
        if (a is null || b is null) return new ComparisonJudged(true, null);
        ComparisonSides sides = await SidesAsync(judgement.Id, cancellationToken);
        MarketBars market = await markets.ReadAsync(sides.A.Name.Symbol, sides.A.Name.Timeframe, cancellationToken);
        int delay = sides.A.Content.Training.EntryDelay;
        ComparisonResult result = ComparisonVerdict.Of(
            judgement.Plan.Window!, [.. sides.Horizons.Select(horizon => Compare(horizon, Judged(market.Bars, a[horizon]), Judged(market.Bars, b[horizon])))]);

        // The look is counted before anybody can see it.
        await RecordAsync(judgement, sides, market.Fingerprint, cancellationToken);
        await store.ChangeAsync(judgement.Id, old => old.IsOver ? null : old with { Result = result.ToJson() }, cancellationToken);
        return new ComparisonJudged(false, null);

        JudgedFolds Judged(BarSeries bars, IReadOnlyList<FoldPredictions> predictions) => JudgedFolds.Of(bars, predictions, backtest, delay);
    }

    private static ComparedHorizon Compare(int horizon, JudgedFolds a, JudgedFolds b)
    {
        int[] both = [.. a.Rows.Intersect(b.Rows).Order()];
        double[] earnedA = a.Earned.ToArray();
        double[] earnedB = b.Earned.ToArray();
        int[] traded = [.. Enumerable.Range(0, earnedA.Length).Where(bar => !double.IsNaN(earnedA[bar]) && !double.IsNaN(earnedB[bar]))];
        return new ComparedHorizon(
            horizon,
            PerformanceFigures.Of(horizon, a),
            PerformanceFigures.Of(horizon, b),
            PairedFigures.Of(PairedComparison.Of(a.Losses(both), b.Losses(both), horizon)),
            PairedFigures.Of(PairedComparison.Of([.. traded.Select(bar => earnedA[bar])], [.. traded.Select(bar => earnedB[bar])], overlap: 1)),
            "");
    }

    /// <summary>The configurations and the choice between them are looks at the market's data, and the held-out part has been opened once more.</summary>
    private Task RecordAsync(ComparisonJudgement judgement, ComparisonSides sides, string fingerprint, CancellationToken cancellationToken)
    {
        List<TrialLook> looks = [.. judgement.Plan.A.Concat(judgement.Plan.B).Select(fold => TrialLook.Of(TrialKind.Configuration, fold.Hash))];
        looks.Add(TrialLook.Of(TrialKind.Strategy, $"comparison {judgement.Id} direction at 0.5", 2L * sides.Horizons.Count));
        if (judgement.Plan.Window!.Data == ComparisonWindow.HeldOut) looks.Add(TrialLook.Of(TrialKind.FinalSegment, $"comparison {judgement.Id}"));
        SelectionMarket market = new(sides.A.Name.Symbol, sides.A.Name.Timeframe);
        return ledgers.RecordAsync(new TrialLedger(MarketName.InLedger(market), fingerprint).Record(looks), cancellationToken);
    }

    private async Task<ComparisonSides> SidesAsync(string id, CancellationToken cancellationToken)
    {
        PresetComparison comparison = await store.FindAsync(id, cancellationToken) ?? throw new ServerlessTrainingException($"There is no comparison '{id}'.");
        ComparisonRequest request = ComparisonRequest.Of(comparison.Request);
        return new ComparisonSides(request, await SideAsync(request.A, request.VersionA, cancellationToken), await SideAsync(request.B, request.VersionB, cancellationToken));
    }

    private async Task<(PresetName Name, PresetContent Content)> SideAsync(string name, int version, CancellationToken cancellationToken) =>
        await presets.FindAsync(PresetName.Parse(name), version, cancellationToken) is { } found
            ? (found.Stored.Parsed(), found.Content)
            : throw new ServerlessTrainingException($"Version {version} of preset {name} is gone.");

    [LoggerMessage(EventId = 3990, Level = LogLevel.Information, Message = "Comparison {Id} of {A} and {B}: {Folds} folds on {Data} data")]
    private static partial void LogPlanned(ILogger logger, string id, string a, string b, int folds, string data);

    [LoggerMessage(EventId = 3991, Level = LogLevel.Information, Message = "Comparison {Id} has ended: {How}")]
    private static partial void LogEnded(ILogger logger, string id, string how);
}
