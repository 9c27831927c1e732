using Microsoft.Azure.Functions.Worker;
using ServerlessTraining.Orchestration.Feeds;

namespace ServerlessTraining.Functions.Timers;

/// <summary>Pulls the feeds.</summary>
public sealed class FeedTimer(FeedPuller feeds)
{
    [Function("FeedTimer")]
    public Task RunAsync([TimerTrigger(FeedPuller.Schedule)] TimerInfo timer, CancellationToken cancellationToken) => feeds.PullByTimerAsync(cancellationToken);
}
