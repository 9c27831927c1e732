using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ServerlessTraining.Orchestration.Http;

/// <summary>A JSON answer whose ETag is the version of what it shows: an edit sends it back as If-Match.</summary>
public sealed class VersionedJson<T>(T body, int version, int status = StatusCodes.Status200OK) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        httpContext.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        return Results.Json(body, ApiJson.Options, statusCode: status).ExecuteAsync(httpContext);
    }
}
