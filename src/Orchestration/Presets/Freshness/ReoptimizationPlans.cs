using Microsoft.DurableTask.Client;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration.Presets.Generation;
using ServerlessTraining.Storage.Presets;
using ServerlessTraining.Storage.Tables;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <inheritdoc />
internal sealed class ReoptimizationPlans(PresetPlanStore store, PresetGenerator generator, TimeProvider clock) : IReoptimizationPlans
{
    /// <summary>How long a preset is left alone whose search brought nothing. It stays stale, and without a rest it would take the whole budget again each time,
    /// before all others.</summary>
    public const int RestDays = 30;

    /// <summary>A plan that has not ended is among the newest.</summary>
    private const int PlansRead = 200;

    public async Task<IReadOnlyDictionary<string, string>> OccupiedAsync(CancellationToken cancellationToken)
    {
        DateTimeOffset since = clock.GetUtcNow().AddDays(-RestDays);
        StoredPage<PresetPlan> page = await store.PageAsync(PlansRead, null, cancellationToken);
        Dictionary<string, string?> known = new(StringComparer.Ordinal);
        foreach (PresetPlan plan in page.Items.Where(plan => !plan.IsOver || plan.Finished >= since))
        {
            // The newest plan of a preset decides.
            foreach (PresetPlanEntry entry in await store.EntriesAsync(plan.Id, cancellationToken)) known.TryAdd(entry.Preset, WhyNot(plan, entry, since));
        }

        return known.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!, StringComparer.Ordinal);
    }

    public Task<string?> RefusalAsync(GenerateRequest request, CancellationToken cancellationToken) => generator.RefusalAsync(request, cancellationToken);

    public Task<GenerateStarted> StartAsync(DurableTaskClient client, GenerateRequest request, CancellationToken cancellationToken) =>
        generator.StartAsync(client, request, cancellationToken);

    private static string? WhyNot(PresetPlan plan, PresetPlanEntry entry, DateTimeOffset since) => entry.Status switch
    {
        _ when !entry.IsOver && !plan.IsOver => $"plan {plan.Id} makes it already",
        PresetPlanEntryStatus.Kept when entry.Finished >= since => $"plan {plan.Id} searched it at {TimeInterval.Text(entry.Finished.Value)} and did not beat it; {Rest}",
        PresetPlanEntryStatus.Failed when entry.Finished >= since => $"plan {plan.Id} failed on it at {TimeInterval.Text(entry.Finished.Value)}; {Rest}",
        _ => null,
    };

    private static string Rest => $"it is tried again {RestDays} days later";
}
