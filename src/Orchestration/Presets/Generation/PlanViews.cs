using Microsoft.AspNetCore.Http;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Plans as people look at them. How far a search is that runs is read from its study when somebody asks, so that nobody has to write it.</summary>
public sealed class PlanViews
{
    private readonly PresetPlanStore plans;
    private readonly IPresetStudies studies;
    private readonly TimeProvider clock;

    internal PlanViews(PresetPlanStore plans, IPresetStudies studies, TimeProvider clock)
    {
        this.plans = plans;
        this.studies = studies;
        this.clock = clock;
    }

    /// <summary>The newest first.</summary>
    /// <exception cref="RequestException">The continuation is of another list.</exception>
    public async Task<StoredPage<PlanListItem>> PageAsync(PlanQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        StoredPage<PresetPlan> page = await Paging.ReadAsync(query.Continuation, from => plans.PageAsync(query.Limit, from, cancellationToken));
        return page.Select(plan => new PlanListItem(plan.Id, plan.Status, plan.Created, plan.Finished, plan.Entries, plan.Done, plan.Failed, plan.Skipped, plan.Cancelled));
    }

    /// <summary>Null where there is no such plan.</summary>
    public async Task<PlanView?> FindAsync(string planId, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(planId, cancellationToken) is not { } plan) return null;
        List<PlanEntryView> entries = [];
        foreach (PresetPlanEntry entry in await plans.EntriesAsync(planId, cancellationToken)) entries.Add(await OfAsync(entry, cancellationToken));
        return new PlanView(plan.Id, plan.Status, plan.Created)
        {
            Finished = plan.Finished,
            ElapsedSeconds = ((plan.Finished ?? clock.GetUtcNow()) - plan.Created).TotalSeconds,
            Reason = plan.Reason,
            Done = entries.Count(entry => entry.Status is PresetPlanEntryStatus.Published or PresetPlanEntryStatus.Kept),
            Failed = entries.Count(entry => entry.Status == PresetPlanEntryStatus.Failed),
            Skipped = entries.Count(entry => entry.Status == PresetPlanEntryStatus.Skipped),
            Cancelled = entries.Count(entry => entry.Status == PresetPlanEntryStatus.Cancelled),
            Entries = entries,
        };
    }

    /// <exception cref="RequestException">There is none.</exception>
    public async Task<PlanView> ReadAsync(string planId, CancellationToken cancellationToken) => await FindAsync(planId, cancellationToken) ?? throw NoPlan(planId);

    internal static RequestException NoPlan(string planId) =>
        new(StatusCodes.Status404NotFound, $"There is no plan '{FieldFault.Show(planId)}' of presets. GET /api/presets/plans (st presets plans list) lists those that there are.");

    private async Task<PlanEntryView> OfAsync(PresetPlanEntry entry, CancellationToken cancellationToken)
    {
        HeldOutReport? report = HeldOutReport.Of(entry.Report);
        PresetSpec spec = PresetSpec.Of(entry.Spec);
        return new PlanEntryView(entry.Number, entry.Priority, entry.Preset, entry.Status)
        {
            Publish = spec.Publish,
            Objective = spec.Objective,
            Phases = spec.Phases,
            StudyId = entry.StudyId,
            Study = entry.StudyId is { } study ? (await studies.FindAsync(study, cancellationToken))?.Progress : null,
            Started = entry.Started,
            Finished = entry.Finished,
            Reason = entry.Reason,
            Version = entry.Version,
            Lines = report?.Lines,
            HeldOut = report?.HeldOut,
        };
    }
}
