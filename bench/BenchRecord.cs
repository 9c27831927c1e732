using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ServerlessTraining.Bench;

/// <summary>The rows of a group as they are committed: with the machine they came from, because a speed without one says nothing.</summary>
internal static class BenchRecord
{
    public static string Write(string folder, string group, IReadOnlyList<BenchRow> rows)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"{group}.md");
        File.WriteAllText(path, Text(group, rows));
        return path;
    }

    private static string Text(string group, IReadOnlyList<BenchRow> rows)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"# {group}").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`bench/run {group} --record` on {Processor()}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd}.").AppendLine();
        text.AppendLine("| name | value | unit | peer | ratio |").AppendLine("| --- | ---: | --- | ---: | ---: |");
        foreach (BenchRow row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Name} | {Figure(row.Value)} | {row.Unit} | {Figure(row.Peer)} | {Figure(row.Ratio)} |");
        }

        return text.ToString();
    }

    /// <summary>Four digits: more would pretend that a second run gives the same.</summary>
    private static string Figure(double? value)
    {
        if (value is null) return "";
        if (value < 10_000) return value.Value.ToString("G4", CultureInfo.InvariantCulture);
        double unit = Math.Pow(10, Math.Floor(Math.Log10(value.Value)) - 3);
        return (Math.Round(value.Value / unit) * unit).ToString("N0", CultureInfo.InvariantCulture);
    }

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        string? line = File.Exists(Info) ? File.ReadLines(Info).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
