using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Presets.Generation;

/// <summary>Reads the bodies of `POST /api/presets/generate` and `POST /api/presets/from-study`.</summary>
public static class GenerateBody
{
    /// <exception cref="RequestException">It is no such request; all that is wrong is told, unknown fields with it.</exception>
    public static Task<GenerateRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken) => ReadAsync(request, GenerateReader.Read, cancellationToken);

    /// <exception cref="RequestException">It is no such request; all that is wrong is told, unknown fields with it.</exception>
    public static Task<FromStudyRequest> ReadFromStudyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        ReadAsync(request, GenerateReader.ReadFromStudy, cancellationToken);

    private static async Task<T> ReadAsync<T>(HttpRequest request, Func<string, T> read, CancellationToken cancellationToken)
    {
        JsonElement body = (JsonElement)await JsonBody.ReadAsync(request, typeof(JsonElement), ApiJson.Options, cancellationToken);
        try
        {
            return read(body.GetRawText());
        }
        catch (DocumentException wrong)
        {
            throw DocumentRefusal.Of(wrong, "the body");
        }
    }
}
