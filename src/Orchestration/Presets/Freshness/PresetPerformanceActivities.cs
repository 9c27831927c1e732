using System.Globalization;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Inference;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Domain.Regimes;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.RegimeRules;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The steps of measuring presets. Each may be made twice: an entry of the log is one by version and day.</summary>
public sealed partial class PresetPerformanceActivities
{
    /// <summary>Fewer bars than that say nothing.</summary>
    public const int FewestBars = 100;

    /// <summary>Each takes some ten events of the history.</summary>
    private const int PresetsAPage = 50;

    private readonly PresetStore store;
    private readonly PresetService presets;
    private readonly MarketData markets;
    private readonly PresetFolds folds;
    private readonly RegimeStore regimes;
    private readonly BacktestOptions backtest;
    private readonly ILogger<PresetPerformanceActivities> logger;

    internal PresetPerformanceActivities(
        PresetStore store, PresetService presets, MarketData markets, PresetFolds folds, RegimeStore regimes, PipelineOptions options,
        ILogger<PresetPerformanceActivities> logger)
    {
        this.store = store;
        this.presets = presets;
        this.markets = markets;
        this.folds = folds;
        this.regimes = regimes;
        backtest = options.Rules.Backtest;
        this.logger = logger;
    }

    public async Task<PerformancePage> ListAsync(PerformanceRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        StoredPage<PresetSummary> page = await store.PageAsync(new PresetFilter { Status = PresetStatus.Published }, PresetsAPage, run.Continuation, cancellationToken);
        return new PerformancePage([.. page.Items.Select(preset => preset.Name)], page.Continuation);
    }

    /// <summary>Writes the rows of the folds that the current version is measured on.</summary>
    public async Task<PerformancePlan> PlanAsync(PerformanceStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(step);
        PerformancePlan plan;
        try
        {
            plan = await PlanAsync(PresetName.Parse(step.Name), step.Round, cancellationToken);
        }
        catch (ServerlessTrainingException error)
        {
            plan = PerformancePlan.Not(error.Message);
        }

        if (plan.Reason is { } reason) LogNotMeasured(logger, step.Name, reason);
        return plan;
    }

    /// <summary>Writes the entry of the log.</summary>
    public async Task<PerformanceVerdict> JudgeAsync(PerformanceJudgement judgement, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(judgement);
        PerformancePlan plan = judgement.Plan;
        try
        {
            if (PresetFolds.FailureOf(judgement.Answers) is { } failure) return NotMeasured(judgement.Name, failure);
            if (await folds.ReadAsync(plan.Folds, cancellationToken) is not { } predictions) return new PerformanceVerdict(true, "files were gone");
            PresetName name = PresetName.Parse(judgement.Name);
            if (await presets.FindAsync(name, plan.Version, cancellationToken) is not { } preset) return NotMeasured(judgement.Name, "the version is gone");
            MarketBars market = await markets.ReadAsync(name.Symbol, name.Timeframe, cancellationToken);
            int delay = preset.Content.Training.EntryDelay;
            Dictionary<int, JudgedFolds> judged = predictions.ToDictionary(pair => pair.Key, pair => JudgedFolds.Of(market.Bars, pair.Value, backtest, delay));
            if (judged.Values.Any(one => one.Rows.Count == 0)) return NotMeasured(judgement.Name, "no bar has both a forecast and a label");
            StoredRegimeRules rules = await regimes.CurrentAsync(RegimeStore.DefaultSet, cancellationToken);
            RegimeLabels labels = RegimeClassifier.Classify(market.Bars, rules.Rules, RegimeOptions.Default);
            PerformanceEntry entry = PerformanceEntry.Of(judged, labels, rules.Version);
            await store.LogPerformanceAsync(new PresetPerformance(plan.EntryId, name.Text, plan.Version, plan.At, entry.ToJson()), cancellationToken);
            LogMeasured(logger, name.Text, plan.Version, entry.Bars, entry.Score);
            return new PerformanceVerdict(false, $"ROC AUC {entry.Score} on {entry.Bars} bars");
        }
        catch (ServerlessTrainingException error)
        {
            return NotMeasured(judgement.Name, error.Message);
        }
    }

    private async Task<PerformancePlan> PlanAsync(PresetName name, int round, CancellationToken cancellationToken)
    {
        if (await presets.FindAsync(name, null, cancellationToken) is not { Stored.IsDeleted: false, Content.Status: PresetStatus.Published } preset)
        {
            return PerformancePlan.Not("it is not published any more");
        }

        PresetContent content = preset.Content;
        if (content.IsEnsemble) return PerformancePlan.Not("it is an ensemble; its members are measured");
        MarketBars market = await markets.ReadAsync(name.Symbol, name.Timeframe, cancellationToken);
        int behind = LaterFolds.BarsBehind(market.Bars, content.Dataset.To);
        if (behind < FewestBars || LaterFolds.DaysBehind(market.Bars, content.Dataset.To) < 1)
        {
            return PerformancePlan.Not($"there are {behind} bars since {TimeInterval.Text(content.Dataset.To)}, and {FewestBars} over a day or more are needed");
        }

        DateTimeOffset day = new(market.Bars.OpenTime(market.Bars.Count - 1).UtcDateTime.Date, TimeSpan.Zero);
        string id = string.Create(CultureInfo.InvariantCulture, $"v{preset.Stored.Version}-{day:yyyyMMdd}");
        if (round == 1 && await IsLoggedAsync(name, id, cancellationToken)) return PerformancePlan.Not("it was measured on these bars already");
        IReadOnlyList<FoldPlan> plans = LaterFolds.Plan(
            market.Bars, content.Dataset.To, content.Training.Days, content.Horizons, content.Training.EntryDelay, mostFolds: 1);
        IReadOnlyList<PresetFold> planned = await folds.PlanAsync(name, content, market, plans, content.Horizons, round == 1, cancellationToken);
        return new PerformancePlan(preset.Stored.Version, id, day, planned, folds.SetOf(content.Model.Type, planned), null);
    }

    private async Task<bool> IsLoggedAsync(PresetName name, string id, CancellationToken cancellationToken) =>
        (await store.PerformanceAsync(name, PresetsAPage, null, cancellationToken)).Items.Any(entry => entry.Id == id);

    private PerformanceVerdict NotMeasured(string name, string reason)
    {
        LogNotMeasured(logger, name, reason);
        return new PerformanceVerdict(false, reason);
    }

    [LoggerMessage(EventId = 3985, Level = LogLevel.Information, Message = "Preset {Name} version {Version}: ROC AUC {Score} on the {Bars} bars since it was published")]
    private static partial void LogMeasured(ILogger logger, string name, int version, int bars, MetricValue score);

    [LoggerMessage(EventId = 3986, Level = LogLevel.Information, Message = "Preset {Name} was not measured: {Reason}")]
    private static partial void LogNotMeasured(ILogger logger, string name, string reason);
}
