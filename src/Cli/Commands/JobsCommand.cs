using System.CommandLine;
using System.Text.Json;
using ServerlessTraining.Cli.Jobs;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st jobs</c>: what <c>st train</c> started.</summary>
internal static class JobsCommand
{
    public static Command Create(CliContext context) => new("jobs", "Look at training jobs, and decide on them.")
    {
        List(context),
        Show(context),
        Watch(context),
        Wish(context, "approve", "Let a job that waits go on to full training."),
        Wish(context, "reject", "End a job that waits; nothing is published."),
        Wish(context, "cancel", "End a job at once; what it had trained stays, nothing is published."),
    };

    private static Command List(CliContext context)
    {
        Option<string?> status = new("--status") { Description = "Only jobs in it, such as quick, waiting_for_approval, full or gate_refused." };
        Option<string?> symbol = new("--symbol") { Description = "Only jobs of it." };
        Option<int> limit = new("--limit") { Description = "How many, 1 to 1000.", DefaultValueFactory = _ => 20 };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("list", "List jobs, the newest first.") { status, symbol, limit, json };
        command.SetAction(async (parsed, ct) =>
        {
            JsonElement page = await new JobClient(context).ListAsync(parsed.GetValue(status), parsed.GetValue(symbol), parsed.GetValue(limit), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, page);
            else JobPrinter.List(context.Console, new JsonLook(page), filtered: parsed.GetValue(status) is not null || parsed.GetValue(symbol) is not null);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Show(CliContext context)
    {
        Argument<string> id = Newest();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("show", "Show everything that is known of a job.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            JobClient jobs = new(context);
            JsonElement job = await jobs.GetAsync(await jobs.ResolveAsync(parsed.GetRequiredValue(id), ct), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, job);
            else JobPrinter.Show(context.Console, new JsonLook(job));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Watch(CliContext context)
    {
        Argument<string> id = Newest();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("watch", "Follow a job until it is over or waits for a decision. Ctrl-C ends the watching, not the job.") { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            JobClient jobs = new(context);
            JobWatcher watcher = new(context, jobs);
            bool isQuiet = parsed.GetValue(json);
            IReadOnlyList<JsonElement> watched = await watcher.WatchAsync([await jobs.ResolveAsync(parsed.GetRequiredValue(id), ct)], isQuiet, ct);
            if (isQuiet) await JsonAnswer.WriteAsync(context, watched[0]);
            return watcher.Code();
        });
        return command;
    }

    private static Command Wish(CliContext context, string wish, string description)
    {
        Argument<string> id = new("job") { Description = "Its id or the beginning of it, or 'last' for the newest." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new(wish, description) { id, json };
        command.SetAction(async (parsed, ct) =>
        {
            JobClient jobs = new(context);
            JsonElement answer = await jobs.AskAsync(await jobs.ResolveAsync(parsed.GetRequiredValue(id), ct), wish, ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, answer);
            else context.Console.WriteLine(new JsonLook(answer)["message"].Text);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Argument<string> Newest() => new("job") { Description = "Its id or the beginning of it. Default: the newest.", DefaultValueFactory = _ => IdFinder.Last };
}
