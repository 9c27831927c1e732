using ServerlessTraining.Orchestration.Health;
using Spectre.Console;

namespace ServerlessTraining.LocalHost;

/// <summary>Shows a health report as a table.</summary>
internal static class HealthPrinter
{
    public static void Print(IAnsiConsole console, HealthReport report)
    {
        Table table = new Table().Border(TableBorder.Minimal);
        foreach (string column in HealthTable.Columns) table.AddColumn(new TableColumn(column) { NoWrap = column != HealthTable.Columns[^1] });
        foreach (IReadOnlyList<string> row in HealthTable.Rows(report)) table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
        console.WriteLine($"{report.Status}: version {report.Version}, built for {report.AzureRuntime}");
    }
}
