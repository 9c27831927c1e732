using Microsoft.Extensions.Configuration;
using ServerlessTraining.Domain;
using ServerlessTraining.LocalHost;
using ServerlessTraining.Orchestration.Local;
using Spectre.Console;

if (Array.Exists(args, a => a is "--help" or "-h"))
{
    Console.WriteLine("./run [--exit]   --exit: start everything, show its health, stop, exit code 0 when healthy. ST_PORT, ST_AZURITE_PORTS and ST_DATA choose others.");
    return 0;
}

if (Array.Find(args, a => a is not "--exit") is { } unknown)
{
    Console.Error.WriteLine($"Unknown argument '{unknown}'; allowed: --exit, --help.");
    return 2;
}

// A log has no width to fit into.
if (Console.IsOutputRedirected) AnsiConsole.Console.Profile.Width = 240;

try
{
    LocalSettings settings = LocalSettings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
    return await new LocalHostRunner(settings, AnsiConsole.Console, TimeProvider.System).RunAsync(args.Length > 0, CancellationToken.None);
}
catch (ServerlessTrainingException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
