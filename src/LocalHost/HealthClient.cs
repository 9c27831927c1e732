using System.Net.Http.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Health;

namespace ServerlessTraining.LocalHost;

/// <summary>Asks an instance for its health over HTTP, as anybody else does.</summary>
internal static class HealthClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Null when nothing answers there.</summary>
    public static async Task<HealthReport?> GetAsync(Uri url, CancellationToken cancellationToken)
    {
        using HttpClient http = new() { Timeout = Limit };
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri(url, "/api/health"), cancellationToken);
            return await response.Content.ReadFromJsonAsync<HealthReport>(ApiJson.Options, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or System.Text.Json.JsonException
            || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
