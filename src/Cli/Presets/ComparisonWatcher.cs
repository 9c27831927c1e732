using System.Text.Json;
using ServerlessTraining.Cli.Following;

namespace ServerlessTraining.Cli.Presets;

/// <summary>Follows a comparison of two presets to its end.</summary>
internal sealed class ComparisonWatcher(CliContext context)
{
    public const string Completed = "completed";
    private const string Failed = "failed";

    /// <returns>The comparison as it ended.</returns>
    public async Task<JsonElement> WatchAsync(string id, bool isQuiet, CancellationToken cancellationToken)
    {
        ComparisonClient comparisons = new(context);
        JsonElement seen = default;
        string told = "";
        try
        {
            await new Follower(context).FollowAsync(
                async ct =>
                {
                    seen = await comparisons.GetAsync(id, ct);
                    string status = new JsonLook(seen)["status"].Text;
                    bool isOver = status is Completed or Failed;
                    string[] lines = isOver || status == told ? [] : [$"comparison {id}: {status}"];
                    told = status;
                    return new FollowLook(lines, [$"comparison {id}: {status}"], status, isOver);
                },
                isQuiet,
                cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await context.Errors.WriteLineAsync($"Comparison {id} goes on without you. Its result: ./st presets comparisons show {id}");
            throw;
        }

        return seen;
    }
}
