using System.Text.Json;
using Spectre.Console;

namespace ServerlessTraining.Cli.Presets;

/// <summary>What commands do with a plan that they started, or that somebody wants to watch.</summary>
internal sealed class PlanRunner(CliContext context, PlanClient plans)
{
    public async Task<int> StartedAsync(JsonElement started, bool noWait, bool isQuiet, CancellationToken cancellationToken)
    {
        JsonLook look = new(started);
        string id = look["plan_id"].Text;
        if (!isQuiet) context.Console.WriteLine($"plan {id}; presets: {look["entries"].Text}, skipped: {look["skipped"].Text}");
        if (!noWait) return await WatchAsync(id, isQuiet, cancellationToken);
        if (isQuiet) await JsonAnswer.WriteAsync(context, started);
        else context.Console.WriteLine($"Follow it: ./st presets plans watch {id}");
        return ExitCodes.Done;
    }

    public async Task<int> WatchAsync(string id, bool isQuiet, CancellationToken cancellationToken)
    {
        JsonElement plan = await new PlanWatcher(context, plans).WatchAsync(id, isQuiet, cancellationToken);
        JsonLook look = new(plan);
        if (isQuiet) await JsonAnswer.WriteAsync(context, plan);
        else PlanPrinter.Reports(context.Console, look);
        return PlanText.Code(look);
    }
}
