using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Housekeeping;

namespace ServerlessTraining.Functions.Timers;

/// <summary>Every night at half past three.</summary>
public sealed class StorageTimer(DailyHousekeeping housekeeping)
{
    [Function("StorageHousekeeping")]
    public Task RunAsync([TimerTrigger("0 30 3 * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        housekeeping.RunAsync(client, cancellationToken);
}
