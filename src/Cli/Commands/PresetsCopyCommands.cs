using System.CommandLine;
using System.Text.Json;
using ServerlessTraining.Cli.Presets;

namespace ServerlessTraining.Cli.Commands;

/// <summary><c>st presets push</c> and <c>pull</c>: from one installation to another, over HTTP.</summary>
internal static class PresetsCopyCommands
{
    public static IEnumerable<Command> Create(CliContext context) =>
    [
        Copy(context, "push", "to", "Copy presets to another installation."),
        Copy(context, "pull", "from", "Copy presets from another installation."),
    ];

    private static Command Copy(CliContext context, string verb, string way, string description)
    {
        string setting = $"ST_{way.ToUpperInvariant()}_KEY";
        string keyOption = $"--{way}-key-file";
        Argument<string[]> names = new("names") { Description = "Presets; their current versions are copied, with an ensemble its members.", Arity = new ArgumentArity(1, 1000) };
        Option<Uri> url = new($"--{way}")
        {
            Description = "Its address, such as https://training.example.",
            Required = true,
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https") return address;
                result.AddError($"'{result.Tokens[0].Value}' is no address. It must read like https://training.example.");
                return null;
            },
        };
        Option<FileInfo?> keyFile = new(keyOption) { Description = $"A file with its key. Default: {setting} in the environment." };
        Option<bool> json = JsonAnswer.Option();
        Command command = new(verb, description) { names, url, keyFile, json };
        command.SetAction(async (parsed, ct) =>
        {
            Uri address = parsed.GetRequiredValue(url);
            FileInfo? file = parsed.GetValue(keyFile);
            if (file is { Exists: false }) throw new CliException($"{keyOption} is '{file}', which is not there.");
            PresetClient here = new(context);
            PresetClient there = new(OtherInstallation.At(context, address, file, setting, keyOption));
            string[] wanted = parsed.GetRequiredValue(names);
            byte[] archive = verb == "push" ? await here.ExportAsync(wanted, ct) : await OtherAsync(() => there.ExportAsync(wanted, ct));
            JsonElement report = verb == "push" ? await OtherAsync(() => there.ImportAsync(archive, null, ct)) : await here.ImportAsync(archive, null, ct);
            if (parsed.GetValue(json)) await JsonAnswer.WriteAsync(context, report);
            else PresetPrinter.Imported(context.Console, new JsonLook(report));
            return ExitCodes.Done;

            Task<T> OtherAsync<T>(Func<Task<T>> call) => OtherInstallation.AskAsync(address, setting, keyOption, call);
        });
        return command;
    }
}
