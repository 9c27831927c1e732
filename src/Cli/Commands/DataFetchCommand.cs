using System.CommandLine;
using System.Globalization;
using ServerlessTraining.Cli.Data;
using ServerlessTraining.Orchestration.Feeds;
using ServerlessTraining.Storage.Feeds;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st data fetch</c>: pulls the feeds now.</summary>
internal static class DataFetchCommand
{
    private static readonly string[] Columns = ["feed", "outcome", "added", "replaced", "kept", "equal", "seconds"];

    public static Command Create(CliContext context)
    {
        Argument<string?> feed = new("feed") { Description = "One of the feeds of configs/feeds.yaml; all by default.", Arity = ArgumentArity.ZeroOrOne };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("fetch", "Pull the feeds now.") { feed, json };
        command.SetAction(async (parsed, ct) =>
        {
            string query = parsed.GetValue(feed) is { Length: > 0 } name ? $"?feed={Uri.EscapeDataString(name)}" : "";
            FeedPullReport report = await new ApiClient(context).SendAsync<FeedPullReport>(HttpMethod.Post, $"/api/feeds/pull{query}", content: null, "a report of a pull", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, report);
            else Print(context, report);
            return report.Results.All(one => one.Outcome == FeedOutcome.Pulled) ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Print(CliContext context, FeedPullReport report)
    {
        if (report.Results.Count == 0)
        {
            context.Console.WriteLine("no feed is configured; configs/feeds.yaml has examples");
            return;
        }

        TablePrinter.Print(context.Console, Columns, report.Results.Select(Row));
        foreach (FeedResult one in report.Results)
        {
            if (one.Error is { } error) context.Console.WriteLine($"{one.Feed}: {error}");
            foreach (string note in one.Notes) context.Console.WriteLine($"{one.Feed}: {note}");
        }
    }

    private static IReadOnlyList<string> Row(FeedResult one) =>
    [
        one.Feed,
        one.Outcome switch { FeedOutcome.Pulled => "pulled", FeedOutcome.RateLimited => "rate limited", _ => "failed" },
        BarText.Number(one.Added), BarText.Number(one.Replaced), BarText.Number(one.Kept), BarText.Number(one.Equal), one.Seconds.ToString("0.0", CultureInfo.InvariantCulture),
    ];
}
