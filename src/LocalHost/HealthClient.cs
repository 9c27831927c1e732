using System.Net;
using System.Net.Http.Json;
using ServerlessTraining.Orchestration;
using ServerlessTraining.Orchestration.Health;

namespace ServerlessTraining.LocalHost;

/// <summary>Asks an instance for its health over HTTP, as anybody else does.</summary>
internal static class HealthClient
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Null when nothing answers there, or it does not know the key.</summary>
    public static async Task<HealthReport?> GetAsync(Uri url, string? key, CancellationToken cancellationToken)
    {
        using HttpClient http = new() { Timeout = Limit };
        try
        {
            using HttpRequestMessage request = new(HttpMethod.Get, new Uri(url, "/api/health/details"));
            if (key is not null) request.Headers.Add("x-functions-key", key);
            using HttpResponseMessage response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Unauthorized) return null;
            return await response.Content.ReadFromJsonAsync<HealthReport>(ApiJson.Options, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or System.Text.Json.JsonException
            || (error is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
