using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration;

namespace ServerlessTraining.Cli;

/// <summary>Asks what a model says of bars, for as many pages as there are.</summary>
internal static class Forecasts
{
    // As many rows as the API gives at once.
    private const string Page = "100000";

    /// <param name="query">Of the first page; each page brings what asks for the next one.</param>
    /// <returns>The first answer with the rows of all of them.</returns>
    public static async Task<JsonElement> AllAsync(CliContext context, string path, IReadOnlyList<(string Name, string? Value)> query, CancellationToken cancellationToken)
    {
        ApiClient api = new(context);
        JsonElement first = await PageAsync(null);
        if (Next(first) is not { } next) return first;
        JsonObject all = JsonSerializer.SerializeToNode(first, ApiJson.Options)!.AsObject();
        JsonArray rows = all["predictions"]!.AsArray();
        for (string? at = next; at is not null;)
        {
            JsonElement page = await PageAsync(at);
            foreach (JsonElement row in page.GetProperty("predictions").EnumerateArray()) rows.Add(JsonSerializer.SerializeToNode(row, ApiJson.Options));
            at = Next(page);
        }

        all["continuation"] = null;
        return JsonSerializer.SerializeToElement(all, ApiJson.Options);

        Task<JsonElement> PageAsync(string? continuation) =>
            api.SendAsync<JsonElement>(HttpMethod.Post, ApiPath.Of(path, [.. query, ("limit", Page), ("continuation", continuation)]), null, "predictions", cancellationToken);
    }

    private static string? Next(JsonElement page) => page.TryGetProperty("continuation", out JsonElement next) ? next.GetString() : null;
}
