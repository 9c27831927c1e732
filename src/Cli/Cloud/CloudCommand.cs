using System.CommandLine;
using Spectre.Console;

namespace ServerlessTraining.Cli.Cloud;

/// <summary><c>st cloud</c>: what azd and az do for this product, with a look first at all that they need.</summary>
internal static class CloudCommand
{
    public static Command Create(CliContext context) => new("cloud", "Deploy to Azure with azd and az, and look at what is there.")
    {
        WhatIf(context),
        Deploy(context),
        Status(context),
    };

    private static Option<string?> Environment() => new("--environment", "-e") { Description = "Of azd. Default: AZURE_ENV_NAME, else the one that azd has chosen." };

    private static Command WhatIf(CliContext context)
    {
        Option<string?> environment = Environment();
        Option<bool> json = JsonAnswer.Option("Print the checks, the exit code of azd and its lines as JSON.");
        Command command = new("what-if", "Show what a deployment would make or change in Azure. Nothing is made.") { environment, json };
        command.SetAction((parsed, ct) => new AzdCommands(context, parsed.GetValue(json)).WhatIfAsync(parsed.GetValue(environment), ct));
        return command;
    }

    private static Command Deploy(CliContext context)
    {
        Option<string?> environment = Environment();
        Option<bool> yes = new("--yes", "-y") { Description = "Do not ask." };
        Option<bool> json = JsonAnswer.Option("Print the checks, the exit code of azd and its lines as JSON; with --yes only.");
        Command command = new("deploy", "Make or change what infra/ describes, and publish the app and the trainer. It costs money from then on.") { environment, yes, json };
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(yes) || (context.Input is not null && !parsed.GetValue(json)))
            {
                return await new AzdCommands(context, parsed.GetValue(json)).DeployAsync(parsed.GetValue(environment), asks: !parsed.GetValue(yes), ct);
            }

            await context.Errors.WriteLineAsync(
                "A deployment makes and changes things in Azure, and nobody can be asked here. Say --yes where that is meant; ./st cloud what-if shows what it would do.");
            return ExitCodes.WrongUsage;
        });
        return command;
    }

    private static Command Status(CliContext context)
    {
        Option<string?> environment = Environment();
        Option<bool> json = JsonAnswer.Option();
        Command command = new("status", "Show how the app, the training jobs and their queues are.") { environment, json };
        command.SetAction((parsed, ct) => new CloudStatusCommand(context, parsed.GetValue(json)).RunAsync(parsed.GetValue(environment), ct));
        return command;
    }
}
