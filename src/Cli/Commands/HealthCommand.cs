using System.CommandLine;
using ServerlessTraining.Orchestration.Health;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st health</c>: asks the running product.</summary>
internal static class HealthCommand
{
    public static Command Create(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option();
        Command command = new("health", "Ask the running product how it and its dependencies are.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            HealthReport report = await new ApiClient(context).GetAsync<HealthReport>("/api/health/details", "a health report", ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, report);
            else
            {
                TablePrinter.Print(context.Console, HealthTable.Columns, HealthTable.Rows(report));
                context.Console.WriteLine($"{report.Status}: version {report.Version}, built for {report.AzureRuntime}");
            }

            return report.IsHealthy ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }
}
