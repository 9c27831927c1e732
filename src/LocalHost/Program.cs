using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.LocalHost;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

if (Array.Exists(args, a => a is "--help" or "-h"))
{
    Console.WriteLine(RunArguments.Help);
    return 0;
}

RunArguments arguments;
try
{
    arguments = RunArguments.Parse(args);
}
catch (LocalHostException error)
{
    Console.Error.WriteLine(error.Message);
    return 2;
}

// A log has no width to fit into.
if (Console.IsOutputRedirected) AnsiConsole.Console.Profile.Width = 240;

try
{
    LocalSettings settings = LocalSettings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build()) with { Trainers = arguments.Trainers };
    return await new LocalHostRunner(LocalApp.Own, settings, AnsiConsole.Console, TimeProvider.System).RunAsync(arguments, CancellationToken.None);
}
catch (ServerlessTrainingException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
