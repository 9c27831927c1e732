using System.Text.Json;

namespace ServerlessTraining.LocalHost.Http;

/// <summary>The first part of every route, as host.json has it (extensions.http.routePrefix, default api).</summary>
public static class RoutePrefix
{
    private const string Default = "api";

    public static string Read(string hostJson)
    {
        if (!File.Exists(hostJson)) throw new LocalHostException($"'{hostJson}' is missing. Bring it back with: git checkout host.json");
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllText(hostJson));
            return document.RootElement.TryGetProperty("extensions", out JsonElement extensions)
                && extensions.TryGetProperty("http", out JsonElement http)
                && http.TryGetProperty("routePrefix", out JsonElement prefix)
                    ? prefix.GetString()?.Trim('/') ?? Default
                    : Default;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new LocalHostException($"'{hostJson}' is not valid: {error.Message}", error);
        }
    }
}
