using System.CommandLine;
using System.Text;
using ServerlessTraining.Cli.Presets;
using Spectre.Console;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st api</c>: the OpenAPI document of the product that answers.</summary>
internal static class ApiCommand
{
    public static Command Create(CliContext context)
    {
        Option<string?> target = new("--out") { Description = "A file. Default: print the document." };
        Option<bool> force = new("--force") { Description = "Overwrite a file that says something else." };
        Option<bool> json = JsonAnswer.Option("Print file and size as JSON; what is printed without --out is JSON anyway.");
        Command command = new("api", "The API as an OpenAPI document: docs/guides/api.md.") { target, force, json };
        command.SetAction(async (parsed, ct) =>
        {
            using MemoryStream document = new();
            long bytes = await new ApiClient(context).CopyAsync("/api/openapi.json", document, "an OpenAPI document", ct);
            if (parsed.GetValue(target) is not { } path)
            {
                await context.Output.WriteLineAsync(Encoding.UTF8.GetString(document.ToArray()));
                return ExitCodes.Done;
            }

            string file = Path.GetFullPath(path);
            await PresetFiles.WriteAsync(file, document.ToArray(), parsed.GetValue(force), ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, new { file, bytes });
            else context.Console.WriteLine($"{file}: {Shown.Count(bytes)} bytes");
            return ExitCodes.Done;
        });
        return command;
    }
}
