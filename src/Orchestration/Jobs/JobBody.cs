using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Documents;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Jobs;

/// <summary>Reads the body of `POST /api/training/start`.</summary>
public static class JobBody
{
    /// <exception cref="RequestException">It is no such request; all that is wrong is told, unknown fields with it.</exception>
    public static async Task<JobRequest> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        JsonElement body = (JsonElement)await JsonBody.ReadAsync(request, typeof(JsonElement), ApiJson.Options, cancellationToken);
        try
        {
            return JobRequestReader.Read(body.GetRawText());
        }
        catch (DocumentException wrong)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, wrong.Message, [.. wrong.Errors.Select(error => Fault(body, error))]);
        }
    }

    private static FieldFault Fault(JsonElement body, DocumentError error)
    {
        string? value = body.ValueKind == JsonValueKind.Object && body.TryGetProperty(error.Path, out JsonElement given) ? FieldFault.Show(given.GetRawText()) : null;
        return new FieldFault(error.Path.Length > 0 ? error.Path : "the body", value, error.Message);
    }
}
