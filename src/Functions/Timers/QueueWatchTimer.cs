using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Grids;

namespace ServerlessTraining.Functions.Timers;

/// <summary>Beats for the queues that run, and finds those whose host died.</summary>
public sealed class QueueWatchTimer(QueueWatch watch)
{
    [Function("QueueWatch")]
    public Task RunAsync([TimerTrigger("*/30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        watch.LookAsync(client, cancellationToken);
}
