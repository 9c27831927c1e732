using System.Globalization;

namespace ServerlessTraining.Orchestration.Health;

/// <summary>A health report as cells, for whichever way a host prints a table.</summary>
public static class HealthTable
{
    public static IReadOnlyList<string> Columns { get; } = ["dependency", "kind", "status", "version", "source", "ms", "detail"];

    public static IEnumerable<IReadOnlyList<string>> Rows(HealthReport report) => report.Dependencies.Select(d => (IReadOnlyList<string>)
    [
        d.Name, d.Kind, d.Status, d.Version ?? "-", d.Source ?? "-", d.Milliseconds.ToString("0.0", CultureInfo.InvariantCulture), d.Detail ?? string.Empty,
    ]);

    /// <summary>Columns aligned with spaces, for logs.</summary>
    public static IEnumerable<string> Lines(HealthReport report)
    {
        IReadOnlyList<string>[] all = [Columns, .. Rows(report)];
        int[] widths = [.. Columns.Select((_, column) => all.Max(row => row[column].Length))];
        return all.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
