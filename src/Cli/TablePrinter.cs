using Spectre.Console;

namespace ServerlessTraining.Cli;

/// <summary>A table that reads as well in a log as on a terminal: the last column wraps, the others do not.</summary>
internal static class TablePrinter
{
    public static void Print(IAnsiConsole console, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Table table = new Table().Border(TableBorder.Minimal);
        foreach ((int index, string column) in columns.Index()) table.AddColumn(new TableColumn(column) { NoWrap = index < columns.Count - 1 });
        foreach (IReadOnlyList<string> row in rows) table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
    }
}
