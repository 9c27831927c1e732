using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Bars;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Storage.Folds;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Studies;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>The steps of plans and their entries. Each may be made twice.</summary>
public sealed partial class PresetActivities
{
    private readonly PresetPlanStore plans;
    private readonly IPresetStudies studies;
    private readonly MarketData markets;
    private readonly HeldOutPlanner planner;
    private readonly HeldOutJudge judge;
    private readonly PresetPublisher publisher;
    private readonly FoldTaskStore tasks;
    private readonly TimeProvider clock;
    private readonly ILogger<PresetActivities> logger;

    internal PresetActivities(
        PresetPlanStore plans, IPresetStudies studies, MarketData markets, HeldOutPlanner planner, HeldOutJudge judge, PresetPublisher publisher, FoldTaskStore tasks,
        TimeProvider clock, ILogger<PresetActivities> logger)
    {
        this.plans = plans;
        this.studies = studies;
        this.markets = markets;
        this.planner = planner;
        this.judge = judge;
        this.publisher = publisher;
        this.tasks = tasks;
        this.clock = clock;
        this.logger = logger;
    }

    public Task BeginPlanAsync(string planId, CancellationToken cancellationToken) =>
        plans.ChangeAsync(planId, old => old.Status == PresetPlanStatus.Pending ? old with { Status = PresetPlanStatus.Running } : null, cancellationToken);

    /// <summary>What was not begun by then is not begun any more.</summary>
    public async Task EndPlanAsync(string planId, CancellationToken cancellationToken)
    {
        foreach (PresetPlanEntry open in (await plans.EntriesAsync(planId, cancellationToken)).Where(entry => !entry.IsOver))
        {
            await EndAsync(new PresetEnd(new PresetRun(planId, open.Number), PresetPlanEntryStatus.Cancelled, "cancelled on request before it was begun"), cancellationToken);
        }

        await plans.CountAsync(planId, cancellationToken);
        PresetPlan? plan = await plans.ChangeAsync(planId, Ended, cancellationToken);
        if (plan is not null) LogPlanEnded(logger, planId, plan.Status, plan.Done, plan.Failed, plan.Skipped);
    }

    /// <summary>Makes the study that searches, or finds the one that did.</summary>
    public async Task<PresetBegun> BeginAsync(PresetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        (PresetPlan plan, PresetPlanEntry entry) = await FindAsync(run, cancellationToken);
        if (entry.IsOver) return new PresetBegun(null, new PresetEnd(run, entry.Status, entry.Reason));
        if (plan.CancelAsked is not null) return new PresetBegun(null, new PresetEnd(run, PresetPlanEntryStatus.Cancelled, "cancelled on request"));
        PresetSpec spec = PresetSpec.Of(entry.Spec);
        try
        {
            string study = entry.StudyId ?? spec.StudyId ?? await CreateAsync(spec, cancellationToken);
            PresetStudyState? state = await studies.FindAsync(study, cancellationToken);

            await plans.ChangeEntryAsync(
                run.PlanId, run.Number,
                old => old with { Status = PresetPlanEntryStatus.Searching, StudyId = study, Started = old.Started ?? clock.GetUtcNow() },
                cancellationToken);
            LogBegun(logger, run.PlanId, run.Number, entry.Preset, study);
            return new PresetBegun(state?.Status == StudyStatus.Completed ? null : study, null);
        }
        catch (ServerlessTrainingException error)
        {
            return new PresetBegun(null, new PresetEnd(run, PresetPlanEntryStatus.Failed, error.Message));
        }
    }

    public async Task<HeldOutPlan> PlanHeldOutAsync(PresetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        (_, PresetPlanEntry entry) = await FindAsync(run, cancellationToken);
        try
        {
            StudyResult study = await studies.ReadAsync(entry.StudyId!, cancellationToken);
            HeldOutPlan plan = await planner.PlanAsync(run, PresetSpec.Of(entry.Spec), study, cancellationToken);
            await plans.ChangeEntryAsync(run.PlanId, run.Number, old => old with { Status = PresetPlanEntryStatus.Judging }, cancellationToken);
            return plan;
        }
        catch (ServerlessTrainingException error)
        {
            return new HeldOutPlan(run, error.Message);
        }
    }

    /// <summary>The report is made once: made again it would count other looks.</summary>
    public async Task<HeldOutJudged> JudgeAsync(HeldOutAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        PresetRun run = answer.Plan.Run;
        (_, PresetPlanEntry entry) = await FindAsync(run, cancellationToken);
        PresetSpec spec = PresetSpec.Of(entry.Spec);
        try
        {
            HeldOutReport? report = HeldOutReport.Of(entry.Report);
            if (report is null)
            {
                (report, IReadOnlyList<string> gone) = await judge.JudgeAsync(spec, await studies.ReadAsync(entry.StudyId!, cancellationToken), answer, cancellationToken);
                foreach (string key in gone) await tasks.ReopenAsync(key, cancellationToken);
                if (report is null) return HeldOutJudged.Gone;
                await plans.ChangeEntryAsync(run.PlanId, run.Number, old => old.Report is null ? old with { Report = report.ToJson() } : null, cancellationToken);
                LogJudged(logger, run.PlanId, run.Number, entry.Preset, report.HeldOut.Verdict);
            }

            return report.Kept is { } why ? new HeldOutJudged(false, new PresetEnd(run, PresetPlanEntryStatus.Kept, why)) : HeldOutJudged.Publish;
        }
        catch (ServerlessTrainingException error)
        {
            return new HeldOutJudged(false, new PresetEnd(run, PresetPlanEntryStatus.Failed, error.Message));
        }
    }

    public async Task<PresetEnd> PublishAsync(PresetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        (_, PresetPlanEntry entry) = await FindAsync(run, cancellationToken);
        try
        {
            StudyResult study = await studies.ReadAsync(entry.StudyId!, cancellationToken);
            StoredPreset saved = await publisher.PublishAsync(run, PresetSpec.Of(entry.Spec), study, HeldOutReport.Of(entry.Report)!, cancellationToken);
            await plans.ChangeEntryAsync(run.PlanId, run.Number, old => old with { Version = old.Version ?? saved.Version }, cancellationToken);
            if (saved.Use is { } use) LogUsed(logger, saved.Name, saved.Version, use.CpuSeconds, use.GpuSeconds, use.StorageTransactions);
            return new PresetEnd(run, PresetPlanEntryStatus.Published, null);
        }
        catch (ServerlessTrainingException error)
        {
            return new PresetEnd(run, PresetPlanEntryStatus.Failed, error.Message);
        }
    }

    public async Task EndAsync(PresetEnd end, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(end);
        await plans.ChangeEntryAsync(
            end.Run.PlanId, end.Run.Number,
            old => old.IsOver ? null : old with { Status = end.Status, Reason = end.Reason, Finished = clock.GetUtcNow() },
            cancellationToken);
        await plans.CountAsync(end.Run.PlanId, cancellationToken);
        LogEnded(logger, end.Run.PlanId, end.Run.Number, end.Status, end.Reason);
    }

    private PresetPlan? Ended(PresetPlan old)
    {
        if (old.IsOver) return null;
        PresetPlan ended = old with { Finished = clock.GetUtcNow(), Reason = old.Failed > 0 ? $"{old.Failed} of {old.Entries} presets could not be made" : null };
        if (old.CancelAsked is not null) return ended with { Status = PresetPlanStatus.Cancelled, Reason = "cancelled on request" };
        return ended with { Status = old is { Failed: > 0, Done: 0, Skipped: 0 } ? PresetPlanStatus.Failed : PresetPlanStatus.Completed };
    }

    private async Task<string> CreateAsync(PresetSpec spec, CancellationToken cancellationToken)
    {
        MarketBars market = await markets.ReadAsync(Symbol.Parse(spec.Symbol), Timeframe.Parse(spec.Timeframe), cancellationToken);
        return await studies.CreateAsync(spec.StudyOn(market.Fingerprint), cancellationToken);
    }

    private async Task<(PresetPlan Plan, PresetPlanEntry Entry)> FindAsync(PresetRun run, CancellationToken cancellationToken) =>
        await plans.FindAsync(run.PlanId, cancellationToken) is { } plan && await plans.FindEntryAsync(run.PlanId, run.Number, cancellationToken) is { } entry
            ? (plan, entry)
            : throw new ServerlessTrainingException($"There is no entry {run.Number} in a plan '{run.PlanId}' of presets.");

    [LoggerMessage(EventId = 3970, Level = LogLevel.Information, Message = "Plan {Plan}, entry {Number}: preset {Preset} is searched in study {Study}")]
    private static partial void LogBegun(ILogger logger, string plan, int number, string preset, string study);

    [LoggerMessage(
        EventId = 4162, Level = LogLevel.Information,
        Message = "The search for preset {Preset}, version {Version} used {CpuSeconds} s of CPU, {GpuSeconds} s of GPU and {Calls} calls of the storage")]
    private static partial void LogUsed(ILogger logger, string preset, int version, double cpuSeconds, double gpuSeconds, double calls);

    [LoggerMessage(EventId = 3971, Level = LogLevel.Information, Message = "Plan {Plan}, entry {Number}: preset {Preset}: {Verdict}")]
    private static partial void LogJudged(ILogger logger, string plan, int number, string preset, string verdict);

    [LoggerMessage(EventId = 3972, Level = LogLevel.Information, Message = "Plan {Plan}, entry {Number} has ended as {Status}: {Reason}")]
    private static partial void LogEnded(ILogger logger, string plan, int number, PresetPlanEntryStatus status, string? reason);

    [LoggerMessage(EventId = 3973, Level = LogLevel.Information, Message = "Plan {Plan} has ended as {Status}: {Done} presets made, {Failed} failed, {Skipped} skipped")]
    private static partial void LogPlanEnded(ILogger logger, string plan, PresetPlanStatus status, int done, int failed, int skipped);
}
