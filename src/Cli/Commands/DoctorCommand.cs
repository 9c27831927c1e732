using System.CommandLine;
using ServerlessTraining.Cli.Doctor;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st doctor</c>: what this machine has of what the product stands on.</summary>
internal static class DoctorCommand
{
    private static readonly string[] Columns = ["name", "kind", "version", "from", "state", "detail"];

    public static Command Create(CliContext context)
    {
        Option<bool> json = JsonAnswer.Option("Print the findings as JSON.");
        Command command = new("doctor", "List packages, native libraries and tools: version, where from, whether they load.") { json };
        command.SetAction(async (parsed, ct) =>
        {
            DoctorReport report = await DoctorExamination.RunAsync(
                context.Root ?? throw new CliException("No clone of ServerlessTraining here. Go into one, or set ST_ROOT to it."), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, report);
            else Print(context, report);
            return report.Ok ? ExitCodes.Done : ExitCodes.Failed;
        });
        return command;
    }

    private static void Print(CliContext context, DoctorReport report)
    {
        TablePrinter.Print(context.Console, Columns, report.Findings.Select(f => (IReadOnlyList<string>)
            [f.Name, f.Kind, f.Version ?? "-", f.Source, f.Ok ? f.State : $"{f.State} (!)", f.Detail ?? string.Empty]));
        int bad = report.Findings.Count(f => !f.Ok);
        context.Console.WriteLine(bad == 0 ? "everything needed is here" : $"{bad} of {report.Findings.Count} need attention: the lines with (!)");
    }
}
