using System.CommandLine;
using System.Globalization;
using ServerlessTraining.Orchestration.History;
using ServerlessTraining.Storage.Tables;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st history list</c>.</summary>
internal static class HistoryListCommand
{
    private const int Usual = 50;
    private const int LargestPage = 1000;
    private static readonly string[] Columns = ["run", "created", "market", "model", "status", "kept", "queue", "tags", "regimes"];

    public static Command Create(CliContext context)
    {
        HistoryFilter filter = new();
        Option<int> limit = new("--limit") { Description = "10 to 1000 runs.", DefaultValueFactory = _ => Usual };
        Option<bool> all = new("--all") { Description = "All of them, however many." };
        Option<bool> json = JsonAnswer.Option("Print the runs as JSON.");
        Command command = new("list", "List runs, the newest first.") { limit, all, json };
        filter.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            StoredPage<RunListItem> found = await ReadAsync(context, filter.Query(parsed), parsed.GetValue(limit), parsed.GetValue(all), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, found);
            else Print(context, found);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>The first runs, or all.</summary>
    public static async Task<StoredPage<RunListItem>> ReadAsync(
        CliContext context, IEnumerable<(string Name, string? Value)> filter, int limit, bool all, CancellationToken cancellationToken)
    {
        (string Name, string? Value)[] query = [.. filter, ("limit", (all ? LargestPage : limit).ToString(CultureInfo.InvariantCulture))];
        return all ? new StoredPage<RunListItem>([.. await StoredPages.AllAsync(PageAsync).ToListAsync(cancellationToken)], Continuation: null) : await PageAsync(null);

        Task<StoredPage<RunListItem>> PageAsync(string? continuation) => new ApiClient(context).SendAsync<StoredPage<RunListItem>>(
            HttpMethod.Get, ApiPath.Of("/api/runs", [.. query, ("continuation", continuation)]), null, "a list of runs", cancellationToken);
    }

    private static void Print(CliContext context, StoredPage<RunListItem> found)
    {
        TablePrinter.Print(context.Console, Columns, found.Items.Select(run => (IReadOnlyList<string>)
        [
            run.Id, Shown.Of(run.Created), $"{run.Symbol} {run.Timeframe}", run.ModelType, run.Status, Shown.Of(run.Kept), run.QueueId ?? Shown.Nothing, Shown.Of(run.Tags),
            Shown.Of(run.Regimes),
        ]));
        string count = found.Items.Count == 1 ? "1 run" : $"{found.Items.Count} runs";
        context.Console.WriteLine(found.Continuation is null ? count : $"{count}, and there are more: --limit or --all");
    }
}
