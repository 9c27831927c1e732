using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Presets.Freshness;

namespace ServerlessTraining.Functions.Timers;

/// <summary>Looks whether the settings want presets to be measured and searched again now; they say when, and by default never.</summary>
public sealed class PresetTimer(PresetUpkeep upkeep)
{
    [Function("PresetReoptimization")]
    public Task RunAsync([TimerTrigger(PresetUpkeep.Schedule)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        upkeep.LookAsync(client, cancellationToken);
}
