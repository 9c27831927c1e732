using ServerlessTraining.Storage.Schema;
using Spectre.Console;

namespace ServerlessTraining.Cli.Cloud;

/// <summary><c>st cloud status</c>: asks everything that was deployed, beside each other. What cannot be asked says why, and the rest is shown all the same.</summary>
internal sealed class CloudStatusCommand(CliContext context, bool json)
{
    private static readonly string[] Columns = ["part", "name", "state", "since", "detail"];

    private static readonly string[] Queues =
    [
        StorageNames.Queues.FoldTasksCpu, StorageNames.Queues.FoldTasksGpu,
        StorageNames.Queues.FoldTasksCpu + StorageNames.Queues.PoisonSuffix, StorageNames.Queues.FoldTasksGpu + StorageNames.Queues.PoisonSuffix,
    ];

    private readonly ToolRunner tools = new(context);

    public async Task<int> RunAsync(string? chosen, CancellationToken cancellationToken)
    {
        CloudGround ground = await Waiting.ForAsync(
            context, "looking at what is needed", !json, () => new CloudExamination(context, tools).RunAsync(CloudNeeds.Status, chosen, cancellationToken));
        if (!ground.Ready || ground.Environment![AzdEnvironment.Url] is null)
        {
            await NothingAsync(ground);
            return ExitCodes.Failed;
        }

        IReadOnlyList<CloudPart> parts = await Waiting.ForAsync(
            context, $"asking the app, the jobs and the queues of '{ground.Environment.Name}'", !json, () => AskAsync(ground.Environment, cancellationToken));
        if (json) await JsonAnswer.WriteAsync(context, CloudStatus.Of(ground, parts));
        else Print(ground, parts);
        return parts.All(part => part.Ok) ? ExitCodes.Done : ExitCodes.Failed;
    }

    private async Task NothingAsync(CloudGround ground)
    {
        if (json) await JsonAnswer.WriteAsync(context, CloudStatus.Of(ground, []));
        else if (!ground.Ready) CloudPrinter.Missing(context.Console, ground.Checks);
        else context.Console.WriteLine($"Nothing was deployed from the environment '{ground.Environment!.Name}' yet: it has no {AzdEnvironment.Url}. ./st cloud deploy does it.");
    }

    private async Task<IReadOnlyList<CloudPart>> AskAsync(AzdEnvironment environment, CancellationToken cancellationToken)
    {
        JobExecutions jobs = new(tools);
        WaitingMessages messages = new(tools);
        Task<IReadOnlyList<CloudPart>>[] asked =
        [
            new AppHealth(context, tools).AskAsync(environment, cancellationToken),
            jobs.AskAsync("cpu job", AzdEnvironment.CpuJob, environment, cancellationToken),
            jobs.AskAsync("gpu job", AzdEnvironment.GpuJob, environment, cancellationToken),
            .. Queues.Select(queue => messages.AskAsync(queue, environment, cancellationToken)),
        ];
        return [.. (await Task.WhenAll(asked)).SelectMany(one => one)];
    }

    private void Print(CloudGround ground, IReadOnlyList<CloudPart> parts)
    {
        CloudPrinter.Target(context.Console, ground);
        TablePrinter.Print(context.Console, Columns, parts.Select(part => (IReadOnlyList<string>)
            [part.Part, part.Name, part.Ok ? part.State : $"{part.State} (!)", Shown.Of(part.Since), part.Detail ?? ""]));
        int bad = parts.Count(part => !part.Ok);
        context.Console.WriteLine(bad == 0 ? "all is well" : $"{bad} of {parts.Count} need attention: the lines with (!)");
    }
}
