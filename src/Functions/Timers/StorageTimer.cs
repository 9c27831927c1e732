using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration.Housekeeping;

namespace ServerlessTraining.Functions.Timers;

/// <summary>Every night at half past three.</summary>
public sealed class StorageTimer(DailyHousekeeping housekeeping)
{
    [Function("StorageHousekeeping")]
    public Task RunAsync([TimerTrigger("0 30 3 * * *")] TimerInfo timer, CancellationToken cancellationToken) => housekeeping.RunAsync(cancellationToken);
}
