using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Presets.Generation;

namespace ServerlessTraining.Orchestration.Presets.Freshness;

/// <summary>The plans that make presets, as far as reoptimisation needs them.</summary>
internal interface IReoptimizationPlans
{
    /// <summary>The presets that are not to be searched again now, each with the reason: a plan makes it already, or the last one has tried lately and brought nothing.</summary>
    Task<IReadOnlyDictionary<string, string>> OccupiedAsync(CancellationToken cancellationToken);

    Task<GenerateStarted> StartAsync(DurableTaskClient client, GenerateRequest request, CancellationToken cancellationToken);
}
