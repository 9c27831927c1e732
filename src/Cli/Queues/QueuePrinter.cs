using System.Globalization;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Storage.TrainingQueues;
using Spectre.Console;

namespace ServerlessTraining.Cli.Queues;

/// <summary>Queues on a terminal or in a log.</summary>
internal static class QueuePrinter
{
    public static void Print(IAnsiConsole console, QueuePreview preview)
    {
        console.WriteLine(preview.Text);
        console.WriteLine($"{Models(preview.Items)} to train with {preview.FoldTrainings:N0} fold trainings ({Models(preview.Models)}, shared ones once).");
        if (preview.Estimate is { } estimate) console.WriteLine(EstimateLine.Of(estimate));
        foreach (QueuePreviewSkip skip in preview.Skipped) console.WriteLine($"skipped: {skip.Configuration}: {skip.Reason}");
    }

    public static void Print(IAnsiConsole console, IReadOnlyList<QueueListItem> queues)
    {
        if (queues.Count == 0)
        {
            console.WriteLine("no queue fits; ./st queue list shows all, ./st queue create GRID makes one");
            return;
        }

        TablePrinter.Print(
            console,
            ["id", "name", "state", "created", "progress"],
            queues.Select(queue => (IReadOnlyList<string>)[queue.Id, queue.Name, QueueStateName.Of(queue.State), Time(queue.Created), Progress(queue.Counters)]));
    }

    public static void Print(IAnsiConsole console, QueueView queue)
    {
        console.WriteLine($"{queue.Name} ({queue.Id})");
        console.WriteLine($"state     {QueueStateName.Of(queue.State)}{(queue.Reason is { } reason ? $": {reason}" : "")}");
        console.WriteLine($"grid      {queue.Preview}");
        console.WriteLine($"progress  {Progress(queue.Counters)}{Pace(queue)}");
        console.WriteLine($"created   {Time(queue.Created)}, started {Time(queue.Started)}, finished {Time(queue.Finished)}, last heartbeat {Time(queue.LastBeat)}");
        foreach (string running in queue.Running) console.WriteLine($"running   {running}");
        if (queue.Estimate is { } estimate) console.WriteLine($"estimate  {EstimateLine.Of(estimate)}");
        if (queue.Cost is { } cost) console.WriteLine($"cost      {CostText.Of(cost)}{(queue.CostNote is { } note ? $" ({note})" : "")}");
        if (queue.Recommendation is { } recommendation) console.WriteLine($"advice    {recommendation.Text}");
        if (IsUnstarted(queue)) console.WriteLine($"advice    it waits to be started: ./st queue start {queue.Id}");
    }

    /// <summary>Nobody has started it, so nothing happens.</summary>
    public static bool IsUnstarted(QueueView queue) => queue is { State: QueueState.Pending, Attempt: 0 };

    public static string Line(QueueLogLine line) => $"{line.At.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}  {line.Text}";

    public static string Progress(QueueCounters counters)
    {
        List<string> parts = [$"{counters.Done} of {counters.Total}"];
        if (counters.Kept > 0) parts.Add($"{counters.Kept} kept");
        if (counters.Failed > 0) parts.Add($"{counters.Failed} failed");
        if (counters.Skipped > 0) parts.Add($"{counters.Skipped} skipped");
        return string.Join(", ", parts);
    }

    public static string Pace(QueueView queue) => queue is { RatePerHour: { } rate, SecondsLeft: { } left }
        ? $", {rate.ToString("N0", CultureInfo.InvariantCulture)} models an hour, about {Duration(TimeSpan.FromSeconds(left))} left"
        : "";

    internal static string Duration(TimeSpan time) => time.TotalMinutes < 1
        ? $"{Math.Ceiling(time.TotalSeconds)} s"
        : time.TotalHours < 1 ? $"{Math.Ceiling(time.TotalMinutes)} min" : $"{(int)time.TotalHours} h {time.Minutes} min";

    private static string Models(long count) => $"{count:N0} {(count == 1 ? "model" : "models")}";

    private static string Time(DateTimeOffset? time) => time is { } known ? known.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "-";
}
