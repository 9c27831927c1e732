using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.History;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st history export</c>: a file of all runs, which never takes the place of another.</summary>
internal static class HistoryExportCommand
{
    private const string Csv = "csv";
    private const string Json = "json";

    public static Command Create(CliContext context)
    {
        HistoryFilter filter = new();
        Option<string?> target = new("--out") { Description = "File or folder. Default: training_history_YYYYMMDD_HHMMSS (UTC) here." };
        Option<string> format = new("--format") { Description = "csv: a line a run; json: everything of each run.", DefaultValueFactory = _ => Csv };
        format.AcceptOnlyFromAmong(Csv, Json);
        Option<bool> json = JsonAnswer.Option("Print file and size as JSON.");
        Command command = new("export", "Write the history to a file.") { target, format, json };
        filter.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            string kind = parsed.GetValue(format)!;
            string file = FileOf(context, parsed.GetValue(target), kind);
            long bytes = await WriteAsync(
                file, stream => kind == Csv ? CopyCsvAsync(context, filter.Query(parsed), stream, ct) : WriteJsonAsync(context, filter.Query(parsed), stream, ct));
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, new { file, bytes });
            else context.Console.WriteLine($"{file}: {Shown.Count(bytes)} bytes");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string FileOf(CliContext context, string? target, string kind)
    {
        string name = $"training_history_{context.Clock.GetUtcNow().ToString("yyyyMMdd_HHmmss", CultureInfo.InvariantCulture)}.{kind}";
        string file = Path.GetFullPath(target is null ? name : Directory.Exists(target) ? Path.Combine(target, name) : target);
        string folder = Path.GetDirectoryName(file)!;
        if (!Directory.Exists(folder)) throw new CliException($"--out is '{target}', but folder '{folder}' does not exist. Make it, or name another.");
        return File.Exists(file) ? throw new CliException($"'{file}' exists and is not overwritten. Name another with --out.") : file;
    }

    /// <summary>Under another name until it is whole, so that half a history never passes for one.</summary>
    private static async Task<long> WriteAsync(string file, Func<Stream, Task<long>> write)
    {
        string part = $"{file}.{Environment.ProcessId}.part";
        try
        {
            long bytes;
            await using (FileStream stream = new(part, FileMode.CreateNew, FileAccess.Write)) bytes = await write(stream);
            File.Move(part, file, overwrite: false);
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"'{file}' cannot be written: {error.Message}", error);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static Task<long> CopyCsvAsync(CliContext context, IEnumerable<(string Name, string? Value)> query, Stream target, CancellationToken cancellationToken) =>
        new ApiClient(context).CopyAsync(ApiPath.Of("/api/runs.csv", query), target, "the history as CSV", cancellationToken);

    private static async Task<long> WriteJsonAsync(CliContext context, IEnumerable<(string Name, string? Value)> query, Stream target, CancellationToken cancellationToken)
    {
        await using StreamWriter writer = new(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await writer.WriteAsync("[");
        string before = "\n";
        foreach (RunListItem run in (await HistoryListCommand.ReadAsync(context, query, 0, all: true, cancellationToken)).Items)
        {
            JsonNode document = await new ApiClient(context).SendAsync<JsonNode>(HttpMethod.Get, HistoryShowCommand.PathOf(run.Id), null, "a run", cancellationToken);
            await writer.WriteAsync((before + document.ToJsonString(ApiJson.Options)).AsMemory(), cancellationToken);
            before = ",\n";
        }

        await writer.WriteAsync("\n]\n");
        await writer.FlushAsync(cancellationToken);
        return target.Position;
    }
}
