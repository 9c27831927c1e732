using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ServerlessTraining.Orchestration.Grids;
using ServerlessTraining.Orchestration.Presets;
using ServerlessTraining.Storage.Tables;
using ServerlessTraining.Storage.TrainingQueues;

namespace ServerlessTraining.Cli.Queues;

/// <summary>The API's queues.</summary>
internal sealed class QueueClient(CliContext context)
{
    private const string Root = "/api/queues";
    private const string Last = "last";
    private const string A = "a training queue";
    private readonly ApiClient api = new(context);

    public async Task<QueuePreview> PreviewAsync(FileInfo grid, CancellationToken cancellationToken)
    {
        using StringContent body = await BodyAsync(grid, cancellationToken);
        return await api.SendAsync<QueuePreview>(HttpMethod.Post, $"{Root}/preview", body, "a preview", cancellationToken);
    }

    public async Task<QueueView> CreateAsync(FileInfo grid, CancellationToken cancellationToken)
    {
        using StringContent body = await BodyAsync(grid, cancellationToken);
        return await api.SendAsync<QueueView>(HttpMethod.Post, Root, body, A, cancellationToken);
    }

    public Task<StoredPage<QueueListItem>> ListAsync(string? state, int limit, CancellationToken cancellationToken) => api.SendAsync<StoredPage<QueueListItem>>(
        HttpMethod.Get, $"{Root}?limit={limit}{(state is null ? "" : $"&state={Uri.EscapeDataString(state)}")}", null, "training queues", cancellationToken);

    public Task<QueueView> GetAsync(string id, CancellationToken cancellationToken) => api.SendAsync<QueueView>(HttpMethod.Get, Of(id), null, A, cancellationToken);

    public Task<QueueStarted> WishAsync(string id, string wish, CancellationToken cancellationToken) =>
        api.SendAsync<QueueStarted>(HttpMethod.Post, $"{Of(id)}/{wish}", null, "an answer", cancellationToken);

    public Task<IReadOnlyList<QueueLogLine>> LogAsync(string id, string? after, CancellationToken cancellationToken) => api.SendAsync<IReadOnlyList<QueueLogLine>>(
        HttpMethod.Get, $"{Of(id)}/log?limit=1000{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", null, "log lines", cancellationToken);

    /// <summary>Ids are long: the beginning of one, or `last` for the newest, will do.</summary>
    public async Task<string> ResolveAsync(string text, CancellationToken cancellationToken)
    {
        const int Newest = 1000;
        IReadOnlyList<QueueListItem> queues = (await ListAsync(null, Newest, cancellationToken)).Items;
        if (text == Last) return queues.Count > 0 ? queues[0].Id : throw new CliException("There is no queue yet. ./st queue create GRID makes one.");
        QueueListItem[] found = [.. queues.Where(queue => queue.Id.StartsWith(text, StringComparison.Ordinal))];
        return found.Length switch
        {
            1 => found[0].Id,
            0 => throw new CliException($"There is no queue '{text}'. ./st queue list shows those that there are."),
            _ => throw new CliException($"{found.Length} queues begin with '{text}': {string.Join(", ", found.Take(5).Select(queue => queue.Id))}. Give more of the id."),
        };
    }

    private static string Of(string id) => $"{Root}/{Uri.EscapeDataString(id)}";

    private static async Task<StringContent> BodyAsync(FileInfo grid, CancellationToken cancellationToken)
    {
        if (!grid.Exists) throw new CliException($"There is no file '{grid.FullName}'. Grids to begin with lie in configs/grids.");
        bool isJson = string.Equals(grid.Extension, ".json", StringComparison.OrdinalIgnoreCase);
        string text = await File.ReadAllTextAsync(grid.FullName, cancellationToken);
        return new StringContent(isJson ? GridOf(text, grid) : text, Encoding.UTF8, isJson ? "application/json" : "application/yaml");
    }

    // The file of a preset is a grid too. What is no JSON is the API's to refuse, with its lines.
    private static string GridOf(string text, FileInfo file)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject json && PresetConfig.IsOne(json) ? PresetConfig.Parse(text, file.ToString()).ToGrid().ToJsonString() : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
