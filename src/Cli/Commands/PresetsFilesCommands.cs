using System.CommandLine;
using System.Text;
using System.Text.Json;
using ServerlessTraining.Cli.Presets;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Http;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st presets export</c>, <c>import</c> and <c>apply</c>: presets and files.</summary>
internal static class PresetsFilesCommands
{
    private const string Zip = ".zip";
    private const string Json = ".json";

    public static IEnumerable<Command> Create(CliContext context) => [Export(context), Import(context), Apply(context)];

    private static Command Export(CliContext context)
    {
        Argument<string[]> arguments = new("names and file") { Description = "One preset and a .json file, or any number and a .zip file.", Arity = new ArgumentArity(2, 1001) };
        Option<int?> version = PresetsCommand.Version("Of the one preset. Default: the current one.");
        Option<bool> force = new("--force") { Description = "Also over a file with another content." };
        Option<bool> json = JsonAnswer.Option("Print file and size as JSON.");
        Command command = new("export", "Write presets to a file: NAME... FILE.") { arguments, version, force, json };
        command.SetAction(async (parsed, ct) =>
        {
            string[] all = parsed.GetRequiredValue(arguments);
            (string[] names, string file) = (all[..^1], all[^1]);
            bool isZip = file.EndsWith(Zip, StringComparison.OrdinalIgnoreCase);
            bool isJson = file.EndsWith(Json, StringComparison.OrdinalIgnoreCase);
            if (!isZip && !isJson) throw new CliException($"The last argument is '{file}'; a file that ends with {Json} or {Zip} is needed.");
            if (!isZip && names.Length > 1) throw new CliException($"{names.Length} presets do not go into one {Json} file. Name a {Zip} file.");
            if (isZip && parsed.GetValue(version) is not null) throw new CliException($"--version is for one preset in a {Json} file.");
            PresetClient presets = new(context);
            byte[] content = isZip ? await presets.ExportAsync(names, ct) : await presets.ExportAsync(names[0], parsed.GetValue(version), ct);
            file = Path.GetFullPath(file);
            await PresetFiles.WriteAsync(file, content, parsed.GetValue(force), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, new { file, bytes = content.Length });
            else context.Console.WriteLine($"{file}: {Shown.Count(content.Length)} bytes");
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Import(CliContext context)
    {
        Argument<FileInfo> file = new Argument<FileInfo>("file") { Description = "A .json or .zip file that was exported." }.AcceptExistingOnly();
        Option<string?> name = new("--name") { Description = "For one preset: under which it is imported. Default: its own." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new("import", "Take presets from a file; each is the next version of its name. A file that is not right is refused as a whole.") { file, name, json };
        command.SetAction(async (parsed, ct) =>
        {
            FileInfo source = parsed.GetRequiredValue(file);
            if (source.Length > ZipBody.MaxBytes) throw new CliException($"'{source}' has {source.Length} bytes; at most {ZipBody.MaxBytes} are allowed.");
            JsonElement report = await new PresetClient(context).ImportAsync(await File.ReadAllBytesAsync(source.FullName, ct), parsed.GetValue(name), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, report);
            else PresetPrinter.Imported(context.Console, new JsonLook(report));
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Apply(CliContext context)
    {
        Argument<string> name = PresetsCommand.Name();
        Option<int?> version = PresetsCommand.Version();
        Option<string?> output = new("--output") { Description = "In this folder or below it. Default: configs/NAME.json." };
        Option<bool> force = new("--force") { Description = "Also over a file with another content." };
        Option<bool> json = JsonAnswer.Option("Print the file's name and content as JSON.");
        Command command = new("apply", "Write the file that trainings start from.") { name, version, output, force, json };
        command.SetAction(async (parsed, ct) =>
        {
            string preset = parsed.GetRequiredValue(name);
            JsonElement config = await new PresetClient(context).ConfigAsync(preset, parsed.GetValue(version), ct);
            // The name went through the API, so it is one, and no path.
            string file = PresetFiles.Inside(parsed.GetValue(output) ?? Path.Combine("configs", $"{preset}{Json}"));
            byte[] content = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(config, ApiJson.Indented) + "\n");
            bool isNew = await PresetFiles.WriteAsync(file, content, parsed.GetValue(force), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, new { file, config });
            else Tell(context, PresetFiles.Shown(file), isNew, new JsonLook(config));
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Tell(CliContext context, string file, bool isNew, JsonLook config)
    {
        context.Console.WriteLine(isNew ? $"written: {file}" : $"unchanged: {file}");
        if (!config["members"].IsThere) context.Console.WriteLine($"Train it: ./st train sequential --config {file}");
        context.Console.WriteLine($"As a grid: ./st queue create {file} --watch");
        if (config["model"].Text != "lightgbm") return;
        context.Console.WriteLine($"From a candle: ./st candle train {config["symbol"].Text} {config["timeframe"].Text} DATE --config {file}");
    }
}
