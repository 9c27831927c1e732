using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using ServerlessTraining.Domain.Presets;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Pipeline;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>Finds stale presets and has them searched again, the stalest first, within a budget of trials.</summary>
public sealed partial class PresetReoptimizer
{
    private const int MostTrials = 1_000_000;
    private const int PresetsAPage = 200;
    private readonly PresetStore store;
    private readonly PresetService presets;
    private readonly PresetFreshnessJudge judge;
    private readonly IReoptimizationPlans plans;
    private readonly PresetUpkeepOptions options;
    private readonly ILogger<PresetReoptimizer> logger;

    internal PresetReoptimizer(
        PresetStore store, PresetService presets, PresetFreshnessJudge judge, IReoptimizationPlans plans, PipelineOptions options, ILogger<PresetReoptimizer> logger)
    {
        this.store = store;
        this.presets = presets;
        this.judge = judge;
        this.plans = plans;
        this.options = options.Presets;
        this.logger = logger;
    }

    /// <exception cref="RequestException">The budget is out of range, or the presets are being measured.</exception>
    public async Task<ReoptimizeAnswer> RunAsync(DurableTaskClient client, ReoptimizeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        int budget = BudgetOf(request, options);
        if (request.Measure) return await MeasureAsync(client, request, budget, cancellationToken);
        List<ReoptimizationCandidate> judged = await JudgeAllAsync(cancellationToken);
        IReadOnlyList<ReoptimizationEntry> entries = ReoptimizationSelection.Choose(judged, await WhyNotAsync(judged, cancellationToken), budget, options.ReoptimizeQuick);
        ReoptimizationEntry[] chosen = [.. entries.Where(entry => entry.Chosen)];
        int trials = chosen.Sum(entry => entry.Trials);
        GenerateStarted? started = null;
        if (chosen.Length > 0 && !request.DryRun)
        {
            ReoptimizationCandidate[] again = [.. chosen.Select(entry => judged.First(one => one.View.Name == entry.Name))];
            started = await plans.StartAsync(client, ReoptimizationSelection.RequestOf(again, options.ReoptimizeQuick), cancellationToken);
            LogStarted(logger, started.PlanId, chosen.Length, judged.Count, trials);
        }

        return new ReoptimizeAnswer(
            request.DryRun, judged.Count, budget, trials, entries, started?.PlanId, started?.StatusUrl,
            Words(judged.Count, entries.Count, chosen.Length, request.DryRun));
    }

    /// <exception cref="RequestException">It is out of range.</exception>
    internal static int BudgetOf(ReoptimizeRequest request, PresetUpkeepOptions options) => request.TrialBudget is < 1 or > MostTrials
        ? throw new RequestException(new FieldFault("trial_budget", $"{request.TrialBudget}", $"1 to {MostTrials} trials"))
        : request.TrialBudget ?? options.TrialBudget;

    /// <summary>As the last step of a measuring that was to be followed by it.</summary>
    public Task<ReoptimizeAnswer> RunAfterMeasuringAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
        RunAsync(client, new ReoptimizeRequest(), cancellationToken);

    /// <summary>False where the presets are being measured already.</summary>
    internal static async Task<bool> StartMeasuringAsync(DurableTaskClient client, bool thenReoptimize, CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(PerformanceRun.InstanceId, cancellationToken) is { IsCompleted: false }) return false;
        await client.ScheduleNewOrchestrationInstanceAsync(
            PresetPerformanceOrchestrator.Name, new PerformanceRun(null, thenReoptimize), new StartOrchestrationOptions(PerformanceRun.InstanceId), cancellationToken);
        return true;
    }

    private static async Task<ReoptimizeAnswer> MeasureAsync(DurableTaskClient client, ReoptimizeRequest request, int budget, CancellationToken cancellationToken)
    {
        if (request.TrialBudget is not null)
        {
            throw new RequestException(new FieldFault("trial_budget", $"{budget}", "none beside measure (what begins behind the measuring takes that of the settings)"));
        }

        string then = request.DryRun ? "nothing is searched again" : "then the stale ones are searched again, and GET /api/presets/plans (st presets plans list) shows the plan";
        return await StartMeasuringAsync(client, thenReoptimize: !request.DryRun, cancellationToken)
            ? new ReoptimizeAnswer(request.DryRun, 0, budget, 0, [], null, null, $"Every published preset is measured on the newest bars; {then}.")
            : throw new RequestException(
                StatusCodes.Status409Conflict, "The presets are being measured already. GET /api/presets/freshness (st presets freshness) shows what is known.");
    }

    private static string Words(int judged, int stale, int chosen, bool isDry) => (stale, chosen) switch
    {
        (0, _) => $"All {judged} published presets are fresh.",
        (_, 0) => $"{stale} of {judged} published presets are stale; none of them {(isDry ? "would be" : "is")} searched again now.",
        _ => $"{stale} of {judged} published presets are stale; {chosen} {(isDry ? "would be" : chosen == 1 ? "is" : "are")} searched again.",
    };

    /// <summary>The stale ones that are not to be searched again now, and those that cannot be: one that a plan would be refused for would keep all others waiting.</summary>
    private async Task<IReadOnlyDictionary<string, string>> WhyNotAsync(IEnumerable<ReoptimizationCandidate> judged, CancellationToken cancellationToken)
    {
        Dictionary<string, string> reasons = new(await plans.OccupiedAsync(cancellationToken), StringComparer.Ordinal);
        foreach (ReoptimizationCandidate stale in judged.Where(one => !one.View.Fresh && !one.Content.IsEnsemble && !reasons.ContainsKey(one.View.Name)))
        {
            string? refusal = await plans.RefusalAsync(ReoptimizationSelection.RequestOf([stale], options.ReoptimizeQuick), cancellationToken);
            if (refusal is not null) reasons[stale.View.Name] = $"it cannot be searched again: {refusal}";
        }

        return reasons;
    }

    private async Task<List<ReoptimizationCandidate>> JudgeAllAsync(CancellationToken cancellationToken)
    {
        List<ReoptimizationCandidate> judged = [];
        string? continuation = null;
        do
        {
            StoredPage<PresetSummary> page = await store.PageAsync(new PresetFilter { Status = PresetStatus.Published }, PresetsAPage, continuation, cancellationToken);
            foreach (PresetSummary preset in page.Items)
            {
                if (await presets.FindAsync(PresetName.Parse(preset.Name), null, cancellationToken) is not { } found) continue;
                judged.Add(new ReoptimizationCandidate(await judge.JudgeAsync(found.Stored, found.Content, cancellationToken), found.Content));
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
        return judged;
    }

    [LoggerMessage(EventId = 3987, Level = LogLevel.Information, Message = "Plan {Plan}: {Count} of {Judged} published presets are stale and are searched again, {Trials} trials")]
    private static partial void LogStarted(ILogger logger, string plan, int count, int judged, int trials);
}
