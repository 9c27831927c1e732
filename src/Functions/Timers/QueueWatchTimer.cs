using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Telemetry;

namespace ServerlessTraining.Functions.Timers;

/// <summary>Beats for the queues that run, finds those whose host died, and looks at the queues of work.</summary>
public sealed class QueueWatchTimer(QueueWatch watch, QueueAges ages)
{
    // At the start as well: a queue that crashed while no host was there must not train on for half a minute before anybody notices.
    [Function("QueueWatch")]
    public async Task RunAsync([TimerTrigger("*/30 * * * * *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await watch.LookAsync(client, cancellationToken);
        await ages.LookAsync(cancellationToken);
    }
}
