using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Folds;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Domain.Metrics;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Domain.Selection;
using ServerlessTraining.Models;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Costs;
using ServerlessTraining.Orchestration.Decisions;
using ServerlessTraining.Orchestration.Folds;
using ServerlessTraining.Orchestration.Runs;
using ServerlessTraining.Orchestration.Scoring;
using ServerlessTraining.Orchestration.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Makes the held-out report of trained models, and counts the opening of the final segment.</summary>
internal sealed class HeldOutJudge(MarketData markets, FoldFinder finder, RunDeflation deflation, ModelTypes types)
{
    /// <returns>No report where trainings are gone; their keys then.</returns>
    /// <exception cref="ServerlessTrainingException">It cannot be made.</exception>
    public async Task<(HeldOutReport? Report, IReadOnlyList<string> Gone)> JudgeAsync(PresetSpec spec, StudyResult study, HeldOutAnswer answer, CancellationToken cancellationToken)
    {
        ThrowIfFailed(spec, answer);
        HeldOutPlan planned = answer.Plan;
        MarketBars market = await HeldOutPlanner.ReadAsync(markets, spec, study, cancellationToken);
        FoldPlan plan = FoldPlanner.Plan(market.Bars, HeldOutFold.OptionsOf(market.Bars, spec));
        Dictionary<string, HeldOutFigures> sides = new(StringComparer.Ordinal);
        List<RunFold> trained = [];
        foreach (HeldOutSide side in planned.Sides)
        {
            IEnumerable<RunModel> models = spec.Horizons.Zip(side.Keys, (horizon, key) => new RunModel(horizon, "", [new RunFold(1, IsAverage: true, key)]));
            FoundFolds found = await finder.FindAsync([.. models], cancellationToken);
            if (found.Failures.Count > 0) throw new ServerlessTrainingException($"The held-out report of {spec.Name} cannot be made: {string.Join("; ", found.Failures)}.");
            if (found.Missing.Count > 0) return (null, [.. found.Missing.Select(fold => fold.Key)]);
            TradingMetrics trading = await HeldOutTrading.OfAsync(
                market.Bars, market.Fingerprint, plan, spec, side, planned.Seed, [.. side.Keys.Select(key => found.Found[key])], types, cancellationToken);
            trained.AddRange(found.Models.SelectMany(model => model.Folds));
            sides[side.Name] = new HeldOutFigures(found.Models.ToDictionary(model => model.Horizon, model => model.Folds[0].Outcome!.Metrics), trading);
        }

        TrialLedger ledger = await CountAsync(spec, market.Fingerprint, planned.Run, cancellationToken);

        // The winner may be the defaults, or the current version: what is one work was trained once.
        TrainingUse use = TrainingUses.Of(trained.DistinctBy(fold => fold.Key).Select(fold => fold.Outcome!));
        return (ReportOf(spec, plan.Folds[0].Test.Interval, sides, ledger, planned.CurrentVersion) with { Use = use }, []);
    }

    /// <summary>Pure.</summary>
    internal static HeldOutReport ReportOf(PresetSpec spec, TimeInterval segment, IReadOnlyDictionary<string, HeldOutFigures> sides, TrialLedger ledger, int? currentVersion)
    {
        HeldOutFigures preset = sides[HeldOutSide.Preset];
        HeldOutFigures defaults = sides[HeldOutSide.Defaults];
        HeldOutFigures? current = sides.GetValueOrDefault(HeldOutSide.Current);
        bool beats = HeldOutVerdict.Beats(preset, defaults, spec.Objective);
        MetricValue deflated = Deflated(ledger, preset.Trading);
        PresetHeldOut heldOut = new(
            segment.Start, segment.End, preset.ByName(spec.Objective), defaults.ByName(spec.Objective), deflated.Value, (int)ledger.Count(TrialKind.FinalSegment), beats,
            HeldOutVerdict.Sentence(preset, defaults, spec.Objective, deflated, ledger.Total));
        string? kept = current is not null && currentVersion is { } version ? HeldOutVerdict.Kept(preset, current, spec.Objective, version) : null;
        return new HeldOutReport(HeldOutLines.Of(spec, preset, defaults, current), heldOut, HeldOutVerdict.IsValidated(beats, deflated), kept);
    }

    /// <summary>By every look at this market's data. Where too few looks left a Sharpe ratio to know how far those scatter, by what ratios without skill scatter over a record of
    /// this length: the root of one over its observations.</summary>
    internal static MetricValue Deflated(TrialLedger ledger, TradingMetrics trading)
    {
        if (trading.SharpePerBar.Value is not { } sharpe) return trading.SharpePerBar;
        if (trading.Skewness.Value is not { } skewness) return trading.Skewness;
        if (trading.Kurtosis.Value is not { } kurtosis) return trading.Kurtosis;
        DeflationInput input = ledger.Deflation();
        if (!input.PerPeriodSharpeDeviation.IsDefined) input = input with { PerPeriodSharpeDeviation = MetricValue.Of(1 / Math.Sqrt(trading.Bars - 1)) };
        return SharpeInference.DeflatedSharpe(SharpeObservation.FromMoments(sharpe, (int)trading.Bars, skewness, kurtosis), input);
    }

    private static void ThrowIfFailed(PresetSpec spec, HeldOutAnswer answer)
    {
        string[] failures = [.. answer.Answers.Where(one => one.Failure is not null).Select(one => one.Failure!).Distinct(StringComparer.Ordinal)];
        if (failures.Length > 0) throw new ServerlessTrainingException($"The held-out report of {spec.Name} cannot be made: {string.Join("; ", failures)}");
    }

    /// <summary>An entry opens the segment once, however often its steps are made.</summary>
    private async Task<TrialLedger> CountAsync(PresetSpec spec, string dataFingerprint, PresetRun run, CancellationToken cancellationToken)
    {
        SelectionMarket market = new(Symbol.Parse(spec.Symbol), Timeframe.Parse(spec.Timeframe));
        TrialLook opening = TrialLook.Of(TrialKind.FinalSegment, $"preset {spec.Name} plan {run.PlanId} entry {run.Number}");
        await deflation.RecordAsync(market, dataFingerprint, opening, cancellationToken);
        return await deflation.LoadAsync(market, dataFingerprint, cancellationToken);
    }
}
