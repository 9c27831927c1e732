using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Http;
using ServerlessTraining.Orchestration.Studies;
using ServerlessTraining.Storage.Auditing;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Starts plans and takes the wish to cancel one.</summary>
public sealed class PresetGenerator
{
    private readonly PresetPlanStore plans;
    private readonly PlanDrafter drafter;
    private readonly IPresetStudies studies;
    private readonly PresetActivities activities;
    private readonly AuditStore audit;
    private readonly TimeProvider clock;

    internal PresetGenerator(PresetPlanStore plans, PlanDrafter drafter, IPresetStudies studies, PresetActivities activities, AuditStore audit, TimeProvider clock)
    {
        this.plans = plans;
        this.drafter = drafter;
        this.studies = studies;
        this.activities = activities;
        this.audit = audit;
        this.clock = clock;
    }

    /// <exception cref="RequestException">Something of it cannot be generated; all of it is told.</exception>
    public async Task<GenerateStarted> StartAsync(DurableTaskClient client, GenerateRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        IReadOnlyList<PlannedEntry> entries = await drafter.DraftAsync(request, cancellationToken);
        return await StartAsync(client, JsonSerializer.SerializeToElement(request, ApiJson.Options), entries, request.MaxParallel, cancellationToken);
    }

    /// <summary>Whether a plan of the request would be started; nothing is written.</summary>
    /// <returns>What is wrong with it; null for nothing.</returns>
    public async Task<string?> RefusalAsync(GenerateRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await drafter.DraftAsync(request, cancellationToken);
            return null;
        }
        catch (RequestException refused)
        {
            return string.Join("; ", refused.Faults);
        }
    }

    /// <summary>A preset of the winner of a study that has ended, with its held-out report.</summary>
    /// <exception cref="RequestException">There is no such study, it has no winner, or another name is asked for.</exception>
    public async Task<GenerateStarted> StartAsync(DurableTaskClient client, FromStudyRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        StudyResult study = await studies.ReadAsync(request.StudyId, cancellationToken);
        if (study.Winner is null)
        {
            throw new RequestException(
                StatusCodes.Status409Conflict, $"Study '{study.StudyId}' is {study.Status} and has no winner; only one that is completed makes a preset.");
        }

        PresetSpec spec = PresetSpecs.Of(study, request.Description);
        if (request.Name is { } name && name != spec.Name.Text)
        {
            throw new RequestException(new FieldFault("name", FieldFault.Show(name), $"{spec.Name}, which is what the study searched for, or no name,"));
        }

        PlannedEntry entry = new(spec, GenerateRequest.UsualPriority);
        return await StartAsync(client, JsonSerializer.SerializeToElement(request, ApiJson.Options), [entry], 1, cancellationToken);
    }

    /// <summary>Acts at once, on trainings that run too.</summary>
    /// <exception cref="RequestException">There is no such plan, or it has ended.</exception>
    public async Task<PlanAnswer> CancelAsync(DurableTaskClient client, string planId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        PresetPlan plan = await plans.FindAsync(planId, cancellationToken) ?? throw PlanViews.NoPlan(planId);
        if (plan.Status == PresetPlanStatus.Cancelled) return Answer(plan, "It is cancelled.");
        if (plan.IsOver)
        {
            throw new RequestException(StatusCodes.Status409Conflict, $"Plan '{planId}' is {NameOf(plan.Status)}; only a plan that has not ended can be cancelled.");
        }

        string instance = PlanRun.InstanceOf(planId);
        bool isAlive = await client.GetInstanceAsync(instance, cancellationToken) is { IsCompleted: false };
        bool isFirst = plan.CancelAsked is null;
        await plans.ChangeAsync(planId, old => old.IsOver || old.CancelAsked is not null ? null : Asked(old), cancellationToken);

        // A plan whose orchestration is gone is ended here: nobody else would.
        if (isAlive) await client.RaiseEventAsync(instance, PlanOrchestrator.CancelEvent, eventPayload: null, cancellationToken);
        else await activities.EndPlanAsync(planId, cancellationToken);
        if (isFirst) await AuditAsync(plan, "cancel", cancellationToken);
        plan = (await plans.FindAsync(planId, cancellationToken))!;
        return Answer(plan, isAlive ? "To cancel was asked for; it acts at once." : "It is cancelled.");
    }

    private static string UrlOf(string id) => $"/api/presets/plans/{id}";

    private static string NameOf(PresetPlanStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    private static PlanAnswer Answer(PresetPlan plan, string message) => new(plan.Id, UrlOf(plan.Id), plan.Status, message);

    private PresetPlan Asked(PresetPlan old) => old with { CancelAsked = clock.GetUtcNow(), Reason = "to cancel was asked for" };

    private async Task<GenerateStarted> StartAsync(
        DurableTaskClient client, JsonElement request, IReadOnlyList<PlannedEntry> planned, int maxParallel, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        PresetPlanEntry[] entries = [.. planned.Select((entry, place) => EntryOf(entry, place + 1, now))];
        PresetPlan plan = new(TimeSortableId.Next(clock), PresetPlanStatus.Pending, now, request);
        await plans.CreateAsync(plan, entries, cancellationToken);
        await AuditAsync(plan, "start", cancellationToken);
        PlanRun run = new(plan.Id, [.. entries.Where(entry => !entry.IsOver).Select(entry => entry.Number)], maxParallel);
        await client.ScheduleNewOrchestrationInstanceAsync(PlanOrchestrator.Name, run, new StartOrchestrationOptions(PlanRun.InstanceOf(plan.Id)), cancellationToken);
        return new GenerateStarted(plan.Id, UrlOf(plan.Id), entries.Length, entries.Length - run.Numbers.Count);
    }

    private static PresetPlanEntry EntryOf(PlannedEntry planned, int number, DateTimeOffset now)
    {
        PresetPlanEntry entry = new(number, planned.Priority, planned.Spec.Name.Text, PresetPlanEntryStatus.Pending, planned.Spec.ToJson());
        return planned.Skip is { } why ? entry with { Status = PresetPlanEntryStatus.Skipped, Reason = why, Finished = now } : entry;
    }

    private Task<bool> AuditAsync(PresetPlan plan, string action, CancellationToken cancellationToken) => audit.AppendAsync(
        new AuditEntry($"{plan.Id}-{action}", clock.GetUtcNow(), "preset_plan", plan.Id, action, "api", $"Plan {plan.Id} of presets: {action}"), cancellationToken);
}
