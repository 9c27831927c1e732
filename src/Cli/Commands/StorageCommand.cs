using System.CommandLine;
using System.Globalization;
using System.Net.Http.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Housekeeping;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st storage</c>: what is stored, whether it is whole, what of it may go, and copies of what is kept.</summary>
internal static class StorageCommand
{
    private const string Cleanup = "/api/storage/cleanup";

    public static Command Create(CliContext context) => new("storage", "What is stored, and what of it may go.")
    {
        Stats(context), Verify(context), Clean(context), Export(context),
    };

    private static Command Stats(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Command command = new("stats", "Show what was trained, what is kept, what that saved, and what lies where.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            StorageStats stats = await new ApiClient(context).SendAsync<StorageStats>(HttpMethod.Get, "/api/storage/stats", null, "storage figures", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, stats);
            else Print(context.Console, stats);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Verify(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Command command = new("verify", "Look whether every document and every file that is stored is there and whole.") { json };
        command.SetAction((parsed, ct) => DataVerifyCommand.StorageAsync(context, parsed.GetValue(json), ct));
        return command;
    }

    private static Command Clean(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Option<int?> days = new("--days") { Description = "How old a thing must be, 1 to 3650. Default: 30 for checkpoints, purge_history_after_days for histories, 1 for all else." };
        Option<bool> orphans = new("--orphans") { Description = "Only models, predictions and bars that nobody will open." };
        Option<bool> yes = new("--yes", "-y") { Description = "Delete. Without it, what would be deleted is shown." };
        Command command = new("cleanup", "Show what was left behind, and with --yes delete it.") { days, orphans, yes, json };
        command.SetAction(async (parsed, ct) =>
        {
            bool all = !parsed.GetValue(orphans);
            StorageCleanupRequest request = new() { DaysOld = parsed.GetValue(days), Checkpoints = all, Payloads = all, Histories = all, DryRun = !parsed.GetValue(yes) };
            using JsonContent body = JsonContent.Create(request, options: ApiJson.Options);
            StorageCleanupReport report = await new ApiClient(context).SendAsync<StorageCleanupReport>(HttpMethod.Post, Cleanup, body, "a clean-up report", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, report);
            else Print(context.Console, report);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Export(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Command command = new("export", "Copy kept models and checkpoints to folders in the data folder.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            StorageExportReport report = await new ApiClient(context).SendAsync<StorageExportReport>(HttpMethod.Post, "/api/storage/export", null, "an export report", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, report);
            else
            {
                context.Console.WriteLine($"{report.Models} models copied to {report.ModelsFolder}");
                context.Console.WriteLine($"{report.Checkpoints} checkpoints copied to {report.CheckpointsFolder}");
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static void Print(IAnsiConsole console, StorageStats stats)
    {
        TablePrinter.Print(console, ["market", "trained", "kept", "bytes trained", "bytes kept", "saved"], stats.Markets.Append(stats.Total).Select(Row));
        TablePrinter.Print(
            console,
            ["stored", "count", "bytes"],
            [
                Row("models", stats.Models), Row("predictions", stats.Predictions), Row("backtests", stats.Backtests), Row("bars", stats.Bars),
                Row("checkpoints", stats.Checkpoints), Row("payloads", stats.Payloads), Row("orphans", stats.Orphans),
            ]);
        console.WriteLine($"{stats.PackedModels} models are compressed. What is left behind: ./st storage cleanup");
    }

    private static void Print(IAnsiConsole console, StorageCleanupReport report)
    {
        TablePrinter.Print(
            console,
            [report.DryRun ? "would go" : "deleted", "count", "bytes", "first"],
            report.Groups.Select(group => (IReadOnlyList<string>)[group.Kind, Number(group.Count), Number(group.Bytes), group.Names.Count > 0 ? group.Names[0] : ""]));
        foreach (string note in report.Notes) console.WriteLine(note);
        console.WriteLine(report.DryRun ? $"{Number(report.Bytes)} bytes would be freed; delete them with --yes" : $"{Number(report.Bytes)} bytes freed");
    }

    private static IReadOnlyList<string> Row(MarketStorage market) =>
    [
        market.Symbol == market.Timeframe ? market.Symbol : $"{market.Symbol} {market.Timeframe}", Number(market.Trained), Number(market.Kept), Number(market.BytesTrained),
        Number(market.BytesKept), market.SavedShare is { } share ? string.Create(CultureInfo.InvariantCulture, $"{share:P1}") : "",
    ];

    private static IReadOnlyList<string> Row(string what, StoredAmount amount) => [what, Number(amount.Count), Number(amount.Bytes)];

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
