using Spectre.Console;

namespace ServerlessTraining.Cli.Cloud;

/// <summary>The verbs that run azd and show what it says while it says it.</summary>
internal sealed class AzdCommands(CliContext context, bool json)
{
    private readonly ToolRunner tools = new(context);

    public async Task<int> WhatIfAsync(string? chosen, CancellationToken cancellationToken)
    {
        CloudGround ground = await LookAsync(CloudNeeds.WhatIf, chosen, cancellationToken);
        if (!ground.Ready) return await MissingAsync(ground);
        if (!json) CloudPrinter.Target(context.Console, ground);
        AzdRun run = await RunAsync(ground, "azd provision --preview", new AzdClient(tools).PreviewAsync, "Nothing was made: that was a preview.", cancellationToken);
        if (!json)
        {
            context.Console.WriteLine(run.Succeeded
                ? "Nothing was made. Hooks are not previewed: a deployment also publishes the app and the trainer's images (./st cloud deploy)."
                : $"azd ended with {run.ExitCode}. Nothing was made.");
        }

        return await EndAsync(run, AzdAdvice.ForPreview);
    }

    public async Task<int> DeployAsync(string? chosen, bool asks, CancellationToken cancellationToken)
    {
        CloudGround ground = await LookAsync(CloudNeeds.Deploy, chosen, cancellationToken);
        if (!ground.Ready) return await MissingAsync(ground);
        if (!json) CloudPrinter.Target(context.Console, ground);
        if (asks && !await AskAsync(cancellationToken))
        {
            context.Console.WriteLine("Nothing was started.");
            return ExitCodes.Failed;
        }

        const string Cut = "azd has ended. What Azure had begun goes on there by itself: look with ./st cloud status, and run ./st cloud deploy again, "
            + "which changes only what differs.";
        AzdRun run = await RunAsync(ground, "azd up", new AzdClient(tools).UpAsync, Cut, cancellationToken);
        if (!json) context.Console.WriteLine(run.Succeeded ? "Deployed. How it is: ./st cloud status" : $"azd ended with {run.ExitCode}. What is made so far stays.");
        return await EndAsync(run, AzdAdvice.ForDeployment);
    }

    private Task<CloudGround> LookAsync(CloudNeeds needs, string? chosen, CancellationToken cancellationToken) => Waiting.ForAsync(
        context, "looking at what is needed", !json, () => new CloudExamination(context, tools).RunAsync(needs, chosen, cancellationToken));

    private async Task<int> MissingAsync(CloudGround ground)
    {
        if (json) await JsonAnswer.WriteAsync(context, new AzdRun(ground.Checks, null, []));
        else CloudPrinter.Missing(context.Console, ground.Checks);
        return ExitCodes.Failed;
    }

    private async Task<AzdRun> RunAsync(
        CloudGround ground, string command, Func<string, Action<string>, CancellationToken, Task<int>> run, string cut, CancellationToken cancellationToken)
    {
        List<string> lines = [];
        if (!json) context.Console.WriteLine($"{command} (Ctrl-C ends it)");
        try
        {
            int code = await run(ground.Environment!.Name, Take, cancellationToken);
            return new AzdRun(ground.Checks, code, lines);
        }
        catch (OperationCanceledException)
        {
            await context.Errors.WriteLineAsync(cut);
            throw;
        }

        void Take(string line)
        {
            lines.Add(line);
            if (!json) context.Output.WriteLine(line);
        }
    }

    private async Task<int> EndAsync(AzdRun run, Func<IReadOnlyList<string>, IReadOnlyList<string>> advice)
    {
        if (json) await JsonAnswer.WriteAsync(context, run);
        else if (!run.Succeeded) foreach (string line in advice(run.Lines)) await context.Errors.WriteLineAsync($"  - {line}");
        return run.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }

    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        context.Console.WriteLine("azd up makes or changes there what infra/ describes, and publishes the app and the trainer's images; ./st cloud what-if lists it.");
        context.Console.WriteLine("It costs money from then on.");
        context.Console.Write("Deploy? [y/N] ");
        // The console cannot be asked to give up reading: Ctrl-C leaves the reader behind, which ends with the program.
        string? text = null;
        try
        {
            text = await Task.Run(context.Input!.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        }
        finally
        {
            // What comes next does not belong behind the question.
            if (text is null) context.Console.WriteLine();
        }

        return text?.Trim() is "y" or "Y" or "yes" or "Yes";
    }
}
