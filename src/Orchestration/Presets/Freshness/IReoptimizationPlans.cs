using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Presets.Generation;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The plans that make presets, as far as reoptimisation needs them.</summary>
internal interface IReoptimizationPlans
{
    /// <summary>The presets that are not to be searched again now, each with the reason: a plan makes it already, or the last one has tried lately and brought nothing.</summary>
    Task<IReadOnlyDictionary<string, string>> OccupiedAsync(CancellationToken cancellationToken);

    /// <summary>Why a plan of the request would be refused, as where the bars of a preset are gone; null where it would not.</summary>
    Task<string?> RefusalAsync(GenerateRequest request, CancellationToken cancellationToken);

    Task<GenerateStarted> StartAsync(DurableTaskClient client, GenerateRequest request, CancellationToken cancellationToken);
}
