using System.CommandLine;
using ServerlessTraining.Cli.Queues;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Storage.TrainingQueues;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st queue</c>: grids as queues.</summary>
internal static class QueueCommand
{
    private static readonly QueueState[] Good = [QueueState.Completed, QueueState.Pending, QueueState.Running, QueueState.Paused];

    public static Command Create(CliContext context) => new("queue", "Train grids: preview, create, start, watch and steer queues.")
    {
        Preview(context),
        CreateQueue(context),
        Wish(context, "start", "Start a queue; it runs when it has its turn."),
        Wish(context, "pause", "Pause a queue after the models that run."),
        Resume(context),
        Wish(context, "cancel", "Cancel a queue after the models that run; what was decided stays."),
        Status(context),
        Watch(context),
        ListQueues(context),
    };

    private static Argument<FileInfo> Grid() => new("grid") { Description = "A grid in YAML or JSON (see configs/grids), or a file that ./st presets apply wrote." };

    private static Argument<string> Id() => new("queue") { Description = "Its id or the beginning of it, or 'last' for the newest.", DefaultValueFactory = _ => "last" };

    private static Command Preview(CliContext context)
    {
        Argument<FileInfo> grid = Grid();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("preview", "Say what a grid comes to, without storing anything.") { grid, json };
        command.SetAction(async (parsed, ct) =>
        {
            QueuePreview preview = await new QueueClient(context).PreviewAsync(parsed.GetRequiredValue(grid), ct);
            return await ShowAsync(context, parsed.GetValue(json), preview, QueuePrinter.Print);
        });
        return command;
    }

    private static Command CreateQueue(CliContext context)
    {
        Argument<FileInfo> grid = Grid();
        Option<bool> json = JsonAnswer.Option();
        Option<bool> start = new("--start") { Description = "Start it at once." };
        Option<bool> watch = new("--watch") { Description = "Start it and follow it until it stands still." };
        Command command = new("create", "Create a queue from a grid.") { grid, start, watch, json };
        command.SetAction(async (parsed, ct) =>
        {
            QueueClient queues = new(context);
            QueueView queue = await queues.CreateAsync(parsed.GetRequiredValue(grid), ct);
            if (parsed.GetValue(start) || parsed.GetValue(watch))
            {
                await queues.WishAsync(queue.Id, "start", ct);
                if (parsed.GetValue(watch)) return await FollowAsync(context, queues, queue.Id, parsed.GetValue(json), ct);
                queue = await queues.GetAsync(queue.Id, ct);
            }

            return await ShowAsync(context, parsed.GetValue(json), queue, QueuePrinter.Print);
        });
        return command;
    }

    private static Command Wish(CliContext context, string wish, string description)
    {
        Argument<string> id = Id();
        Option<bool> json = JsonAnswer.Option();
        Command command = new(wish, description) { id, json };
        command.SetAction(async (parsed, ct) => await WishAsync(context, parsed.GetRequiredValue(id), wish, parsed.GetValue(json), ct));
        return command;
    }

    private static Command Resume(CliContext context)
    {
        Argument<string> id = Id();
        Option<bool> json = JsonAnswer.Option();
        Option<string?> checkpoint = new("--checkpoint") { Description = "Where to go on from; without it, from where the queue stands." };
        Command command = new("resume", "Let a paused or crashed queue go on.") { id, checkpoint, json };
        command.SetAction(async (parsed, ct) =>
        {
            string wish = parsed.GetValue(checkpoint) is { } name ? $"resume?checkpoint={Uri.EscapeDataString(name)}" : "resume";
            return await WishAsync(context, parsed.GetRequiredValue(id), wish, parsed.GetValue(json), ct);
        });
        return command;
    }

    private static Command Status(CliContext context)
    {
        Argument<string> id = Id();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("status", "Show a queue.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            QueueClient queues = new(context);
            QueueView queue = await queues.GetAsync(await queues.ResolveAsync(parsed.GetRequiredValue(id), ct), ct);
            await ShowAsync(context, parsed.GetValue(json), queue, QueuePrinter.Print);
            return Good.Contains(queue.State) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static Command Watch(CliContext context)
    {
        Argument<string> id = Id();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("watch", "Follow a queue until it stands still. Ctrl-C ends the watching, not the queue.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            QueueClient queues = new(context);
            return await FollowAsync(context, queues, await queues.ResolveAsync(parsed.GetRequiredValue(id), ct), parsed.GetValue(json), ct);
        });
        return command;
    }

    private static Command ListQueues(CliContext context)
    {
        Option<string?> state = new("--state") { Description = "Only queues in it: pending, running, paused, completed, cancelled or crashed." };
        Option<int> limit = new("--limit") { Description = "How many, 1 to 1000.", DefaultValueFactory = _ => 20 };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List queues, the newest first.") { state, limit, json };
        command.SetAction(async (parsed, ct) =>
        {
            IReadOnlyList<QueueListItem> queues = (await new QueueClient(context).ListAsync(parsed.GetValue(state), parsed.GetValue(limit), ct)).Items;
            return await ShowAsync(context, parsed.GetValue(json), queues, QueuePrinter.Print);
        });
        return command;
    }

    private static async Task<int> FollowAsync(CliContext context, QueueClient queues, string id, bool json, CancellationToken cancellationToken)
    {
        QueueView end = await new QueueWatcher(context, queues).WatchAsync(id, isQuiet: json, cancellationToken);
        if (json) await ShowAsync(context, json, end, QueuePrinter.Print);
        bool isFailed = end.Counters is { Completed: 0, Failed: > 0 };
        return end.State == QueueState.Completed && !isFailed ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<int> WishAsync(CliContext context, string id, string wish, bool json, CancellationToken cancellationToken)
    {
        QueueClient queues = new(context);
        QueueStarted answer = await queues.WishAsync(await queues.ResolveAsync(id, cancellationToken), wish, cancellationToken);
        return await ShowAsync(context, json, answer, (console, started) => console.WriteLine(started.Message));
    }

    private static async Task<int> ShowAsync<T>(CliContext context, bool json, T answer, Action<IAnsiConsole, T> print)
    {
        if (json) await JsonAnswer.WriteAsync(context, answer);
        else print(context.Console, answer);
        return ExitCodes.Done;
    }
}
