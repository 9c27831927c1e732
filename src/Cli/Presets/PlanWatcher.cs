using System.Text.Json;
using ServerlessTraining.Cli.Following;

namespace ServerlessTraining.Cli.Presets;

/// <summary>Follows a plan to its end.</summary>
internal sealed class PlanWatcher(CliContext context, PlanClient plans)
{
    /// <param name="id">Of the plan.</param>
    /// <param name="isQuiet">Show nothing.</param>
    /// <param name="cancellationToken">Ends the watching, not the plan.</param>
    /// <returns>The plan as it ended.</returns>
    public async Task<JsonElement> WatchAsync(string id, bool isQuiet, CancellationToken cancellationToken)
    {
        JsonElement plan = default;
        PlanTale tale = new();
        try
        {
            await new Follower(context).FollowAsync(
                async ct =>
                {
                    plan = await plans.GetAsync(id, ct);
                    JsonLook look = new(plan);
                    JsonLook[] running = [.. look["entries"].Items.Where(PlanText.IsRunning)];
                    string mark = string.Join('|', look["entries"].Items.Select(entry => $"{entry["status"].Text} {entry["study"]["done"].Text}"));
                    return new FollowLook(tale.Next(look), [.. running.Select(Bar)], mark, PlanText.IsOver(look));
                },
                isQuiet,
                cancellationToken);
            return plan;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await context.Errors.WriteLineAsync($"Plan {id} goes on without you. Follow it: ./st presets plans watch {id}. End it: ./st presets plans cancel {id}.");
            throw;
        }
    }

    private string Bar(JsonLook entry)
    {
        DateTimeOffset now = context.Clock.GetUtcNow();
        return PlanText.Bar(entry, DateTimeOffset.TryParse(entry["started"].Text, out DateTimeOffset started) ? now - started : TimeSpan.Zero);
    }
}
