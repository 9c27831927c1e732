using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Storage.TrainingQueues;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ServerlessTraining.Cli.Queues;

/// <summary>Follows a queue until it stands still: on a terminal a bar, figures and the last lines of the log in place, elsewhere each line of the log as it comes.</summary>
internal sealed class QueueWatcher(CliContext context, QueueClient queues)
{
    private const int LinesShown = 12;
    private const int BarWidth = 40;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly QueueState[] Moving = [QueueState.Pending, QueueState.Running];

    /// <param name="quiet">Show nothing.</param>
    /// <returns>The queue as it stands then.</returns>
    public async Task<QueueView> FollowAsync(string id, bool quiet, CancellationToken cancellationToken)
    {
        if (quiet) return await FollowAsync(id, (_, _) => { }, cancellationToken);
        if (!context.Console.Profile.Capabilities.Interactive) return await FollowAsync(id, ShowLines, cancellationToken);
        List<QueueLogLine> last = [];
        QueueView? end = null;
        await context.Console.Live(new Text("")).AutoClear(false).StartAsync(async live => end = await FollowAsync(
            id,
            (queue, lines) =>
            {
                last.AddRange(lines);
                if (last.Count > LinesShown) last.RemoveRange(0, last.Count - LinesShown);
                live.UpdateTarget(Picture(queue, last));
            },
            cancellationToken));
        return end!;
    }

    private async Task<QueueView> FollowAsync(string id, Action<QueueView, IReadOnlyList<QueueLogLine>> show, CancellationToken cancellationToken)
    {
        string? cursor = null;
        while (true)
        {
            // The state first: what was said before it came into this state is in the lines that are read then.
            QueueView queue = await queues.GetAsync(id, cancellationToken);
            IReadOnlyList<QueueLogLine> lines;
            do
            {
                lines = await queues.LogAsync(id, cursor, cancellationToken);
                if (lines.Count > 0) cursor = lines[^1].Cursor;
                show(queue, lines);
            }
            while (lines.Count > 0);

            if (!Moving.Contains(queue.State)) return queue;
            await Task.Delay(Pause, context.Clock, cancellationToken);
        }
    }

    private void ShowLines(QueueView queue, IReadOnlyList<QueueLogLine> lines)
    {
        foreach (QueueLogLine line in lines) context.Console.WriteLine(QueuePrinter.Line(line));
    }

    private static Rows Picture(QueueView queue, List<QueueLogLine> last)
    {
        QueueCounters counters = queue.Counters;
        int filled = counters.Total == 0 ? BarWidth : BarWidth * counters.Done / counters.Total;
        string bar = new string('━', filled) + new string('─', BarWidth - filled);
        List<IRenderable> rows =
        [
            new Text($"{queue.Name}  {QueueStateName.Of(queue.State)}{(queue.Reason is { } reason ? $": {reason}" : "")}"),
            new Text($"{bar}  {QueuePrinter.Progress(counters)}{QueuePrinter.Pace(queue)}"),
            .. queue.Running.Select(running => new Text($"  running  {running}")),
            new Text(""),
            .. last.Select(line => new Text(QueuePrinter.Line(line))),
        ];
        return new Rows(rows);
    }
}
