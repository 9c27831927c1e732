using System.Text.Json;
using ServerlessTraining.Bench;
using ServerlessTraining.Bench.Domain;
using ServerlessTraining.Bench.Engine;
using ServerlessTraining.Bench.Grid;
using ServerlessTraining.Bench.Models;
using ServerlessTraining.Bench.Page;
using ServerlessTraining.Bench.Scale;
using ServerlessTraining.Bench.Search;
using ServerlessTraining.Bench.Storage;
using ServerlessTraining.Domain;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Testing;
using Spectre.Console;

IBenchGroup[] groups =
[
    new DomainBench(), new ModelsBench(), new StorageBench(), new PresetBench(), new EngineBench(), new GridBench(), new SearchBench(), new PageBench(), new ScaleBench(),
];
string[] options = ["--peers", "--json", "--record"];
string[] names = [.. args.Where(a => !a.StartsWith('-'))];
string? unknown = args.FirstOrDefault(a => a.StartsWith('-') ? !options.Contains(a, StringComparer.Ordinal) : !Array.Exists(groups, g => g.Name == a));
if (unknown is not null)
{
    Console.Error.WriteLine($"Unknown '{unknown}'; groups: {string.Join(", ", groups.Select(g => g.Name))}; options: {string.Join(", ", options)}.");
    return 2;
}

try
{
    List<BenchRow> rows = [];
    foreach (IBenchGroup group in groups.Where(g => names.Length == 0 || names.Contains(g.Name, StringComparer.Ordinal)))
    {
        IReadOnlyList<BenchRow> taken = await group.RunAsync(args.Contains("--peers", StringComparer.Ordinal), CancellationToken.None);
        rows.AddRange(taken);
        if (args.Contains("--record", StringComparer.Ordinal)) Console.Error.WriteLine($"written: {BenchRecord.Write(Repository.PathOf("bench", "results"), group.Name, taken)}");
    }

    if (args.Contains("--json", StringComparer.Ordinal))
    {
        Console.WriteLine(JsonSerializer.Serialize(rows, ApiJson.Indented));
        return 0;
    }

    Table table = new Table().Border(TableBorder.Minimal).AddColumns("name", "value", "unit", "peer", "ratio");
    foreach (BenchRow row in rows) table.AddRow(row.Name, $"{row.Value:0.###}", row.Unit, $"{row.Peer:0.###}", $"{row.Ratio:0.##}");
    AnsiConsole.Write(table);
    return 0;
}
catch (ServerlessTrainingException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
