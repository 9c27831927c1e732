using ServerlessTraining.Cli.Following;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Cli.Queues;

/// <summary>Follows a queue until it stands still: the lines of its log stay on the screen, and on a terminal how far it is stands below them.</summary>
internal sealed class QueueWatcher(CliContext context, QueueClient queues)
{
    private static readonly QueueState[] Moving = [QueueState.Pending, QueueState.Running];

    /// <param name="isQuiet">Show nothing.</param>
    /// <param name="cancellationToken">Ends the watching, not the queue.</param>
    /// <returns>The queue as it stands then.</returns>
    public async Task<QueueView> WatchAsync(string id, bool isQuiet, CancellationToken cancellationToken)
    {
        QueueView? queue = null;
        string? told = null;
        try
        {
            await new Follower(context).FollowAsync(
                async ct =>
                {
                    // The state first: what was said before it came into this state is in the lines that are read then.
                    queue = await queues.GetAsync(id, ct);
                    IReadOnlyList<QueueLogLine> lines = await LinesAsync(id, told, ct);
                    told = lines.Count > 0 ? lines[^1].Cursor : told;
                    return new FollowLook([.. lines.Select(QueuePrinter.Line)], Bars(queue), $"{queue.State} {queue.Counters.Done} {told}", !Moving.Contains(queue.State) || QueuePrinter.IsUnstarted(queue));
                },
                isQuiet,
                cancellationToken);
            if (QueuePrinter.IsUnstarted(queue!)) await context.Errors.WriteLineAsync($"Queue {id} waits to be started: ./st queue start {id}.");
            return queue!;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await context.Errors.WriteLineAsync($"Queue {id} goes on without you. Follow it: ./st queue watch {id}. End it: ./st queue cancel {id}.");
            throw;
        }
    }

    /// <summary>All behind a line.</summary>
    private async Task<IReadOnlyList<QueueLogLine>> LinesAsync(string id, string? after, CancellationToken cancellationToken)
    {
        List<QueueLogLine> lines = [];
        IReadOnlyList<QueueLogLine> some;
        do
        {
            some = await queues.LogAsync(id, lines.Count > 0 ? lines[^1].Cursor : after, cancellationToken);
            lines.AddRange(some);
        }
        while (some.Count > 0);

        return lines;
    }

    private static IReadOnlyList<string> Bars(QueueView queue)
    {
        QueueCounters counters = queue.Counters;
        double percent = counters.Total == 0 ? 100 : 100.0 * counters.Done / counters.Total;
        return
        [
            $"{queue.Name}  {QueueStateName.Of(queue.State)}{(queue.Reason is { } reason ? $": {reason}" : "")}",
            $"{ProgressText.Bar(percent)}  {QueuePrinter.Progress(counters)}{QueuePrinter.Pace(queue)}",
            .. queue.Running.Select(running => $"  running  {running}"),
        ];
    }
}
