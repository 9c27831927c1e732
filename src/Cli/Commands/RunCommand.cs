using System.CommandLine;
using ServerlessTraining.Orchestration.Decisions.Recovery;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st run</c>: has a run trained again.</summary>
internal static class RunCommand
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    public static Command Create(CliContext context) => new("run", "Train a run again.")
    {
        Recovery(context, "reproduce", "Train a run again and compare: metrics and hashes must be equal. Nothing that is stored changes."),
        Recovery(context, "restore", "Train a deleted run again, so that its models are there as they were."),
    };

    private static Command Recovery(CliContext context, string name, string description)
    {
        Argument<string> run = new("RUN") { Description = "The run's id." };
        Option<bool> noWait = new("--no-wait") { Description = "Start it and return." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new(name, description) { run, noWait, json };
        command.SetAction(async (parsed, ct) =>
        {
            ApiClient api = new(context);
            string path = $"/api/runs/{Uri.EscapeDataString(parsed.GetRequiredValue(run))}/{name}";
            RecoveryStarted started = await api.SendAsync<RecoveryStarted>(HttpMethod.Post, path, null, "a started run", ct);
            if (parsed.GetValue(noWait))
            {
                await PrintAsync(context, parsed.GetValue(json), started, $"started; its status: {started.StatusUrl}");
                return ExitCodes.Done;
            }

            RecoveryStatus status = await WaitAsync(context, api, path, isQuiet: parsed.GetValue(json), ct);
            await PrintAsync(context, parsed.GetValue(json), status, Text(status));
            return status.Report is { Equal: true } ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static async Task<RecoveryStatus> WaitAsync(CliContext context, ApiClient api, string path, bool isQuiet, CancellationToken cancellationToken)
    {
        string told = string.Empty;
        while (true)
        {
            RecoveryStatus status = await api.SendAsync<RecoveryStatus>(HttpMethod.Get, path, null, "the status of a run", cancellationToken);
            if (status.State != RecoveryStatus.Running) return status;
            string progress = status.Folds == 0 ? "planning" : $"{status.Done} of {status.Folds} folds";
            if (!isQuiet && progress != told) context.Console.WriteLine(progress);
            told = progress;
            await Task.Delay(Poll, context.Clock, cancellationToken);
        }
    }

    private static string Text(RecoveryStatus status) => status.Report is { } report
        ? string.Join('\n', [report.Equal ? $"equal: {report.Folds} folds" : $"differs: {report.Differences.Count} figures of {report.Folds} folds", .. Lines(report)])
        : $"failed: {status.Error}";

    private static IEnumerable<string> Lines(RecoveryReport report) =>
        report.Differences.Select(difference => $"  {difference}").Concat(report.Environment.Select(line => $"  {line}"));

    private static async Task PrintAsync<T>(CliContext context, bool json, T answer, string text)
    {
        if (json) await JsonAnswer.WriteAsync(context, answer);
        else context.Console.WriteLine(text);
    }
}
