using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Grids;

namespace ServerlessTraining.Functions.Timers;

/// <summary>Beats for the queues that run, and finds those whose host died.</summary>
public sealed class QueueWatchTimer(QueueWatch watch)
{
    // At the start as well: a queue that crashed while no host was there must not train on for half a minute before anybody notices.
    [Function("QueueWatch")]
    public Task RunAsync([TimerTrigger("*/30 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => watch.LookAsync(client, cancellationToken);
}
