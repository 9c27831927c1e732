using Microsoft.Extensions.Configuration;
using ServerlessTraining.Cli;
using Spectre.Console;

// A log has no width to fit into, and no colours.
if (Console.IsOutputRedirected)
{
    AnsiConsole.Console.Profile.Width = 240;
    AnsiConsole.Console.Profile.Capabilities.Ansi = false;
    AnsiConsole.Console.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
}

using CliHttp http = new();
CliContext context = new(
    AnsiConsole.Console, Console.Out, Console.Error, new ConfigurationBuilder().AddEnvironmentVariables().Build(), http, TimeProvider.System)
{
    Local = new LocalStart(),
    Input = Console.IsInputRedirected || Console.IsOutputRedirected ? null : Console.In,
};
return await CliApp.RunAsync(args, context, CancellationToken.None);
